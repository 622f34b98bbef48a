package org.havenward.district.roster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small export to change one thing of: two schools, a class, a teacher, three students. */
final class RosterFiles {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static RosterFiles oneDotTwo() {
        return new RosterFiles()
                .with("orgs.csv", """
                        sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
                        d,,,Dry Wells Unified,district,,
                        s1,,,Cholla Elementary,school,,d
                        s2,,,Saguaro High,school,,d
                        """)
                .with("academicSessions.csv", """
                        sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
                        y,,,2026-27,schoolYear,2026-08-17,2027-05-28,,2027
                        f,,,Fall,semester,2026-08-17,2026-12-18,y,2027
                        """)
                .with("courses.csv", """
                        sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
                        co,,,y,Reading,R1,03,d,,
                        """)
                .with("classes.csv", """
                        sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
                        c1,,,Reading 3A,03,co,,scheduled,,s1,"y,f",,,
                        """)
                .with("users.csv", """
                        sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
                        t1,,,true,tfox,,Thea,Fox,,,thea@example.org,,,,,
                        u1,,,true,mlopez,,María José,López,,,maria@example.org,,555-0100,p1,03,
                        u2,,,true,jobrien,,John,O'Brien,,,,,,,03,
                        u3,,,true,wei,,Wei,Zhang,,,,,,,10,
                        p1,,,true,parent,,Rosa,López,,,,,,,,
                        """)
                .with("roles.csv", """
                        sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
                        r1,,,t1,primary,teacher,,,s1,
                        r2,,,u1,primary,student,,,s1,
                        r3,,,u2,primary,student,,,s1,
                        r4,,,u3,primary,student,,,s2,
                        r5,,,p1,primary,parent,,,s1,
                        r6,,,t1,secondary,ext:busDriver,,,s2,
                        """)
                .with("enrollments.csv", """
                        sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                        e1,,,c1,s1,t1,teacher,true,,
                        e2,,,c1,s1,u1,student,,2026-08-17,2099-01-01
                        e3,,,c1,s1,u2,student,,,
                        """);
    }

    static RosterFiles oneDotOne() {
        var files = oneDotTwo();
        files.files.remove("roles.csv");
        return files.with("users.csv", """
                sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
                t1,,,true,"s1,s2",teacher,tfox,,Thea,Fox,,,,,,,,
                u1,,,true,"s2, s1",student,mlopez,,María José,López,,,,,,,03,
                u2,,,true,s1,student,jobrien,,John,O'Brien,,,,,,,03,
                u3,,,true,s2,student,wei,,Wei,Zhang,,,,,,,10,
                p1,,,true,s1,parent,rosa,,Rosa,López,,,,,,,,
                """);
    }

    static RosterFiles none() {
        return new RosterFiles();
    }

    RosterFiles with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    RosterFiles with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    RosterFiles without(String name) {
        files.remove(name);
        return this;
    }

    String text(String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    RosterFiles replacing(String name, String old, String fresh) {
        var before = text(name);
        if (!before.contains(old)) {
            throw new IllegalArgumentException(name + " has no " + old);
        }
        return with(name, before.replace(old, fresh));
    }

    RosterFiles adding(String name, String... rows) {
        return with(name, text(name) + String.join("\n", rows) + "\n");
    }

    Path folder(Path parent) throws IOException {
        var folder = Files.createTempDirectory(parent, "roster");
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    Path zip(Path parent) throws IOException {
        var zip = Files.createTempFile(parent, "roster", ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return zip;
    }
}
