package org.havenward.office.web;

import org.havenward.office.Students;

/** One student's roster facts. */
public record StudentPage(Students.StudentFacts facts) {}
