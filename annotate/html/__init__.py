"""The page that shows an annotated article; `annotate.html.page` is the way in."""
