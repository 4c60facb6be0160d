"""The command line: one file a command; `annotate.commands.main` puts them together."""
