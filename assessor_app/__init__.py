"""Assessor Desk 评价工作台: offline assessment of engineers' professional competency."""
