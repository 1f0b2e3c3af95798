"""What a meeting leaves on paper: its record, drawn from the entries, as a PDF that chair and clerk sign."""
