package org.havenward.office.web;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.ClassId;
import org.havenward.district.RosterImports;
import org.havenward.district.RosterReport;
import org.havenward.district.Rosters;
import org.havenward.district.SchoolClass;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.office.RosterDesk;
import org.havenward.office.Students;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Who is here, for programs; and bringing in a roster. */
@RestController
@RequestMapping("/api/v1")
class RosterApi {
    private final Students students;
    private final RosterDesk desk;
    private final Gate gate;

    RosterApi(Students students, RosterDesk desk, Gate gate) {
        this.students = students;
        this.desk = desk;
        this.gate = gate;
    }

    record SchoolItem(UUID id, String name, boolean open) {}

    record StudentItem(UUID id, String name, String grade, UUID schoolId, String schoolName, boolean enrolled) {
        static StudentItem of(Student student) {
            return new StudentItem(
                    student.id().value(),
                    student.name(),
                    student.grade(),
                    student.school().value(),
                    student.schoolName(),
                    student.enrolled());
        }
    }

    /** @param students how many are in it today */
    record ClassItem(UUID id, String title, UUID schoolId, int students) {
        static ClassItem of(SchoolClass one) {
            return new ClassItem(one.id().value(), one.title(), one.school().value(), one.students());
        }
    }

    record ClassList(UUID id, String title, UUID schoolId, List<StudentItem> students) {}

    record ImportItem(
            UUID id,
            String fileName,
            String status,
            int percent,
            Instant startedAt,
            @Nullable RosterReport report) {
        static ImportItem of(RosterImports.Entry entry) {
            return new ImportItem(
                    entry.id(),
                    entry.fileName(),
                    entry.state().name(),
                    entry.percent(),
                    entry.startedAt(),
                    entry.report());
        }
    }

    /** The schools where one may look for students. */
    @GetMapping("/schools")
    @Needs(Need.FIND_STUDENT)
    @Transactional
    ApiPage<SchoolItem> schools(
            Viewer viewer,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        var all = gate.schools(viewer, Need.FIND_STUDENT).stream()
                .map(school -> new SchoolItem(school.id().value(), school.name(), school.open()))
                .sorted(Comparator.comparing(SchoolItem::id))
                .filter(school -> after == null || school.id().compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        return ApiPage.of(all, most, school -> school.id().toString());
    }

    /** Students with a name like {@code q}, at the schools where one may look; the nearest first, one page of them. */
    @GetMapping("/students")
    @Needs(Need.FIND_STUDENT)
    ApiPage<StudentItem> students(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String limit) {
        if (q == null || q.strip().length() < 2 || q.length() > 200) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "q",
                    "q is a part of a name, of 2 to 200 letters.",
                    Map.of("q", "Give 2 to 200 letters of a name."));
        }
        var most = ApiPage.limit(limit);
        List<StudentItem> found = students.find(viewer, q).stream()
                .map(StudentItem::of)
                .limit(most)
                .toList();
        return new ApiPage<>(found, null);
    }

    @GetMapping("/students/{id}")
    @Needs(Need.FIND_STUDENT)
    StudentItem student(Viewer viewer, @PathVariable UUID id) {
        return StudentItem.of(students.open(viewer, new StudentId(id)).student());
    }

    /** The classes that one teaches. */
    @GetMapping("/classes")
    @Needs(Need.FIND_STUDENT)
    ApiPage<ClassItem> classes(
            Viewer viewer,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        var all = students.classes(viewer).stream()
                .map(ClassItem::of)
                .sorted(Comparator.comparing(ClassItem::id))
                .filter(one -> after == null || one.id().compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        return ApiPage.of(all, most, one -> one.id().toString());
    }

    /** One class of a school where one may look, with its students. */
    @GetMapping("/classes/{id}")
    @Needs(Need.FIND_STUDENT)
    ClassList schoolClass(Viewer viewer, @PathVariable UUID id) {
        var list = students.open(viewer, new ClassId(id));
        return new ClassList(
                id,
                list.schoolClass().title(),
                list.schoolClass().school().value(),
                list.students().stream().map(StudentItem::of).toList());
    }

    /** Takes a zip with a OneRoster export and begins to check it; nothing changes until it is confirmed. */
    @PostMapping("/roster-imports")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<ImportItem> bring(
            Viewer viewer,
            @RequestHeader("Idempotency-Key") String key,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean delta,
            @RequestParam(defaultValue = "false") boolean skipBadRows)
            throws IOException {
        if (file == null || file.isEmpty()) {
            throw new ApiProblem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "fields",
                    "Send the zip as the part named file.",
                    Map.of("file", "Send a zip."));
        }
        if (key.isBlank() || key.length() > 200) {
            throw new ApiProblem(HttpStatus.BAD_REQUEST, "idempotency-key", "Idempotency-Key has 1 to 200 characters.");
        }
        var name = file.getOriginalFilename();
        try (var in = file.getInputStream()) {
            var id = desk.bring(
                    viewer, in, name == null ? "roster.zip" : name, new Rosters.Options(delta, skipBadRows), key);
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/roster-imports/" + id))
                    .body(ImportItem.of(desk.open(viewer, id)));
        }
    }

    @GetMapping("/roster-imports/{id}")
    @Needs(Need.RUN_SYSTEM)
    ImportItem one(Viewer viewer, @PathVariable UUID id) {
        return ImportItem.of(desk.open(viewer, id));
    }

    /** Writes what was checked. Doing it again does nothing more. */
    @PostMapping("/roster-imports/{id}/confirmation")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<ImportItem> confirm(
            Viewer viewer, @RequestHeader("Idempotency-Key") String key, @PathVariable UUID id) {
        desk.confirm(viewer, id);
        return ResponseEntity.accepted().body(ImportItem.of(desk.open(viewer, id)));
    }
}
