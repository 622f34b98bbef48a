package org.havenward.office.web;

import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.ClassId;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.StudentId;
import org.havenward.office.Students;
import org.havenward.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class RosterPagesController {
    private static final int LONGEST_SEARCH = 200;

    private final Students students;
    private final Directory directory;

    RosterPagesController(Students students, Directory directory) {
        this.students = students;
        this.directory = directory;
    }

    @GetMapping("/students")
    @Needs(Need.FIND_STUDENT)
    ModelAndView search(Viewer viewer, @RequestParam(defaultValue = "") String q) {
        var words = q.length() > LONGEST_SEARCH ? q.substring(0, LONGEST_SEARCH) : q;
        return Pages.show("office/students", new StudentsPage(words, students.find(viewer, words)));
    }

    @GetMapping("/students/{id}")
    @Needs(Need.FIND_STUDENT)
    ModelAndView student(Viewer viewer, @PathVariable UUID id) {
        return Pages.show("office/student", new StudentPage(students.open(viewer, new StudentId(id))));
    }

    @GetMapping("/classes")
    @Needs(Need.FIND_STUDENT)
    @Transactional
    ModelAndView classes(Viewer viewer) {
        var schools = directory.schools().stream().collect(Collectors.toMap(School::id, School::name));
        return Pages.show("office/classes", new ClassesPage(students.classes(viewer), schools));
    }

    @GetMapping("/classes/{id}")
    @Needs(Need.FIND_STUDENT)
    ModelAndView schoolClass(Viewer viewer, @PathVariable UUID id) {
        return Pages.show("office/class", new ClassPage(students.open(viewer, new ClassId(id))));
    }
}
