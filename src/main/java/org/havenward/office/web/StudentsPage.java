package org.havenward.office.web;

import java.util.List;
import org.havenward.district.Student;

/** @param words what was searched for; empty at first */
public record StudentsPage(String words, List<Student> students) {
    public boolean searched() {
        return words.strip().length() >= 2;
    }
}
