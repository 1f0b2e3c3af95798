"""What the minutes say, as paragraphs and phrases without a language; words and pages live elsewhere."""
