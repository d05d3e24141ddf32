"""The knowledge base in other languages: which texts it has, their catalogues, putting them in."""
