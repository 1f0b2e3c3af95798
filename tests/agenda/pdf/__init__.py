"""Tests of taking in PDFs."""
