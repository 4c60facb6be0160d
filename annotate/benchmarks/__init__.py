"""What the annotator reaches and costs, measured; ``make bench`` writes the results here."""
