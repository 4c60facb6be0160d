"""Other people's formats, one module each: reader and writer."""
