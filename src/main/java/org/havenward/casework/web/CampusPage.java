package org.havenward.casework.web;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.casework.Campus;
import org.havenward.casework.CampusKind;
import org.havenward.casework.CaseLinks;
import org.havenward.casework.CaseReading;
import org.havenward.casework.Shares;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/** What a case means for the campus: facts, actions asked of people off the team, and that it is linked with another. */
public record CampusPage(
        CaseReading.Header header,
        List<Campus.Fact> facts,
        List<Shares.Share> actions,
        CaseLinks.Seen links,
        boolean works,
        @Nullable String done) {
    public boolean empty() {
        return facts.isEmpty()
                && actions.isEmpty()
                && links.links().isEmpty()
                && links.suggestions().isEmpty();
    }

    /** The groups of the page, in their order, that have facts. */
    public List<Group> groups() {
        return Arrays.stream(Group.values())
                .filter(group -> !of(group).isEmpty())
                .toList();
    }

    public List<Campus.Fact> of(Group group) {
        return facts.stream()
                .filter(fact -> fact.stands() && Group.of(fact.kind()) == group)
                .toList();
    }

    public List<Campus.Fact> takenBack() {
        return facts.stream().filter(fact -> !fact.stands()).toList();
    }

    /** Who or what a fact is about, in a few words. */
    public static String title(Shell shell, Campus.Fact fact) {
        return fact.studentName().isEmpty() ? shell.t(fact.kind().key()) : fact.studentName();
    }

    /** By whom and when; where the title is a name, also what it is about. */
    public static String meta(Shell shell, Campus.Fact fact) {
        var recorded = shell.t("casework.campus.meta", fact.by(), shell.when(fact.at()));
        return fact.studentName().isEmpty() ? recorded : shell.t(fact.kind().key()) + " · " + recorded;
    }

    /** The student and the words in one line. */
    public static String said(Shell shell, Campus.Fact fact) {
        return Stream.of(fact.studentName(), Objects.requireNonNullElse(Telling.words(shell, fact.words()), ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
    }

    public enum Group {
        STUDENTS,
        PLACES,
        ACTIONS;

        static Group of(CampusKind kind) {
            return switch (kind) {
                case POSSIBLE_VICTIM, POSSIBLY_RECRUITED, POSSIBLY_RECRUITING -> STUDENTS;
                case PLACE, TIME -> PLACES;
                case ACTION_TAKEN, ACTION_ASKED, TAKEN_BACK -> ACTIONS;
            };
        }

        public String key() {
            return "casework.campus.group." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
