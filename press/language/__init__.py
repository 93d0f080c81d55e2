"""What a text is made of: its words, sentences, names, numbers and quotations, and how hard it is to read.

What is known of a language stands in `layouts/readability/`; nothing here knows a pack.
"""
