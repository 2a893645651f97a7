"""Evaluation of any system that answers questions over documents: question sets, measures, runner, report."""
