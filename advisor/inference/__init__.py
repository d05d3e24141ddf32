"""Knowledge and a case go in, a trace comes out."""
