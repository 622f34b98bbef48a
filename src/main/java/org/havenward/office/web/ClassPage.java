package org.havenward.office.web;

import org.havenward.office.Students;

/** One class list. */
public record ClassPage(Students.ClassList list) {}
