"""Assessor Desk 评价工作台: offline assessment of engineers' professional competency."""

__version__ = "0.1.0"
