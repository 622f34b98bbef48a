package org.havenward.office.web;

import java.util.List;
import java.util.Map;
import org.havenward.district.SchoolClass;
import org.havenward.district.SchoolId;

/** The classes that someone teaches, with the names of their schools. */
public record ClassesPage(List<SchoolClass> classes, Map<SchoolId, String> schools) {}
