"""How an article is told from the page around it; `annotate.article` is the way in."""
