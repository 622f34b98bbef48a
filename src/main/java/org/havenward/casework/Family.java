package org.havenward.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The family of the student in a case: who they are, and the counselor's judgment, for each, whether contacting them is
 * safe. The {@link FamilyGuard} goes by it. A new judgment is a new entry; none is ever edited.
 */
@Service
@Transactional
public class Family {
    /** The longest name, relation, or language, in characters. */
    public static final int LONGEST_NAME = 100;

    /** The longest time for which contact may be judged safe, in days: then it is looked at again. */
    public static final int LONGEST_DAYS = 180;

    private final Doorstep doorstep;
    private final FamilyRows rows;
    private final StoredFamilyGuard guard;
    private final CaseWords words;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    Family(
            Doorstep doorstep,
            FamilyRows rows,
            StoredFamilyGuard guard,
            CaseWords words,
            Directory directory,
            SchoolCalendar calendar,
            Audit audit,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.rows = rows;
        this.guard = guard;
        this.words = words;
        this.directory = directory;
        this.calendar = calendar;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /** Someone of the family, the guard's answer, and what was judged, newest first. */
    public record Member(FamilyGuard.Member who, List<Judgment> judgments) {}

    /** @param lasts whether its time is not over */
    public record Judgment(
            UUID id,
            FamilyVerdict verdict,
            SealedWords reasons,
            SealedWords forWhat,
            String by,
            Instant at,
            Instant until,
            boolean lasts) {}

    /** Who someone is. */
    public record Words(String name, String relation, String language) {}

    /** @param until the day through which it holds; for what is not safe, when it is looked at again */
    public record Verdict(FamilyVerdict verdict, String reasons, String forWhat, LocalDate until) {}

    public List<Member> of(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var members = rows.of(id);
        var judged = members.stream().collect(Collectors.toMap(FamilyRows.Row::id, row -> rows.judgments(row.id())));
        var names = directory.staff(judged.values().stream()
                .flatMap(List::stream)
                .map(FamilyRows.Judged::by)
                .collect(Collectors.toSet()));
        var now = clock.instant();
        return members.stream()
                .map(row -> new Member(
                        guard.member(file.key(), row),
                        Stream.ofNullable(judged.get(row.id()))
                                .flatMap(List::stream)
                                .map(one -> judgment(file, one, names.get(one.by()), now))
                                .toList()))
                .toList();
    }

    private Judgment judgment(CaseFile.State file, FamilyRows.Judged one, @Nullable StaffMember by, Instant now) {
        return new Judgment(
                one.id(),
                one.verdict(),
                words.open(file.key(), StoredFamilyGuard.place("reasons", one.id()), one.reasons()),
                words.open(file.key(), StoredFamilyGuard.place("for_what", one.id()), one.forWhat()),
                by == null ? "" : by.name(),
                one.at(),
                one.until(),
                now.isBefore(one.until()));
    }

    public Member one(Viewer viewer, CaseId id, FamilyMemberId who) {
        return of(viewer, id).stream()
                .filter(member -> member.who().id().equals(who))
                .findFirst()
                .orElseThrow(Family::unknown);
    }

    /** Adds someone of the family. Until they are judged safe to contact, the guard refuses them. */
    public UUID add(Viewer viewer, CaseId id, Words who, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        return once(viewer, "casework.family_add", key, words.fingerprint(id.value(), who), () -> {
            var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
            var member = new FamilyMemberId(Ids.next());
            rows.add(member, id, viewer.staff(), clock.instant());
            say(viewer, file, member, who, "casework.told.family_added");
            return member.value();
        });
    }

    /** Says better who someone is; what was said before stays. */
    public UUID correct(Viewer viewer, CaseId id, FamilyMemberId member, Words who, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        return once(viewer, "casework.family_correct", key, words.fingerprint(id.value(), member.value(), who), () -> {
            var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
            if (rows.of(id, member).isEmpty()) {
                throw unknown();
            }
            say(viewer, file, member, who, "casework.told.family_corrected");
            return member.value();
        });
    }

    private void say(Viewer viewer, CaseFile file, FamilyMemberId member, Words who, String told) {
        var found = file.opened();
        var said = Ids.next();
        rows.say(
                said,
                member,
                words.seal(found.key(), StoredFamilyGuard.place("name", said), who.name()),
                words.seal(found.key(), StoredFamilyGuard.place("relation", said), who.relation()),
                words.seal(found.key(), StoredFamilyGuard.place("language", said), who.language()),
                viewer.staff(),
                clock.instant());
        tell(viewer, file, told, who.name() + " · " + who.relation());
    }

    /** Judges whether contacting someone is safe. */
    public UUID judge(Viewer viewer, CaseId id, FamilyMemberId member, Verdict judged, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        return once(viewer, "casework.family_judge", key, words.fingerprint(id.value(), member.value(), judged), () -> {
            var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
            var found = file.opened();
            var row = rows.of(id, member).orElseThrow(Family::unknown);
            var judgment = Ids.next();
            var now = clock.instant();
            var reasons = words.seal(found.key(), StoredFamilyGuard.place("reasons", judgment), judged.reasons());
            if (reasons == null) {
                throw CannotDo.because("reasons", "casework.family.error.reasons_missing");
            }
            rows.judge(new FamilyRows.Judged(
                    judgment,
                    member,
                    judged.verdict(),
                    reasons,
                    words.seal(found.key(), StoredFamilyGuard.place("for_what", judgment), forWhat(judged)),
                    viewer.staff(),
                    now,
                    endOf(judged, now)));
            var name = words.open(found.key(), StoredFamilyGuard.place("name", row.wordsId()), row.name());
            tell(
                    viewer,
                    file,
                    "casework.told.family_judged_" + judged.verdict().name().toLowerCase(java.util.Locale.ROOT),
                    name.orEmpty() + ": " + judged.reasons());
            return judgment;
        });
    }

    private static String forWhat(Verdict judged) {
        if (judged.verdict() == FamilyVerdict.SAFE && judged.forWhat().isBlank()) {
            throw CannotDo.because("forWhat", "casework.family.error.for_what_missing");
        }
        return judged.forWhat();
    }

    /** Through the last moment of the day. */
    private Instant endOf(Verdict judged, Instant now) {
        var end = judged.until().plusDays(1).atStartOfDay(calendar.zone()).toInstant();
        if (!end.isAfter(now)) {
            throw CannotDo.because("until", "casework.cannot.due_passed");
        }
        if (end.isAfter(now.plus(Duration.ofDays(LONGEST_DAYS + 1L)))) {
            throw CannotDo.because("until", "casework.family.error.until_too_far");
        }
        return end;
    }

    private void tell(Viewer viewer, CaseFile file, String labelKey, String said) {
        doorstep.save(file.write(NewEntry.of(EntryKind.SHARING).code(labelKey).words(said)), viewer.staff());
        var found = file.opened();
        audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
    }

    private UUID once(
            Viewer viewer, String endpoint, String key, String fingerprint, java.util.function.Supplier<UUID> work) {
        return onceOnly.once(viewer.staff().value(), endpoint, key, fingerprint, work)
                .id();
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
