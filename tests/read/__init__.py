"""Readers of the formats that offices have."""
