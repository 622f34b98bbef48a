package org.havenward.voice;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for the school's side of a conversation: read it, answer it, and find who is behind it where that is allowed.
 * Whoever may triage its concern may; several may answer.
 */
@Service
@Transactional
public class Answering {
    /** Most characters of an answer or a reason. */
    public static final int WORDS = 4_000;

    private final ConversationRows rows;
    private final ConcernDesk desk;
    private final Gate gate;
    private final Audit audit;
    private final Vault vault;
    private final OnceOnly onceOnly;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Answering(
            ConversationRows rows,
            ConcernDesk desk,
            Gate gate,
            Audit audit,
            Vault vault,
            OnceOnly onceOnly,
            Directory directory,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.rows = rows;
        this.desk = desk;
        this.gate = gate;
        this.audit = audit;
        this.vault = vault;
        this.onceOnly = onceOnly;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A conversation as the school's side sees it; never its receipt.
     *
     * @param identity who told it, where that is open to those who read it
     * @param mayAgree whether the viewer may agree to open the name: someone else asked for it
     * @param copies how many sent the same long words
     */
    public record Conversation(
            ConversationId id,
            About about,
            Way way,
            String language,
            List<Message> messages,
            boolean wishesToMeet,
            @Nullable String identity,
            boolean hasIdentity,
            List<Unmasking> unmasking,
            boolean asked,
            boolean mayAgree,
            long copies) {}

    public Conversation open(Viewer viewer, ConversationId id) {
        var row = enter(viewer, id);
        var steps = rows.unmasking(id);
        var sealed = rows.messages(id);
        var names = names(Stream.concat(
                steps.stream().map(ConversationRows.Unmask::by),
                sealed.stream().flatMap(message -> Stream.ofNullable(message.by()))));
        var key = key(row);
        var messages = sealed.stream()
                .map(message -> new Message(
                        message.kind(),
                        Voice.open(id, key, message),
                        message.by(),
                        message.by() == null ? "" : names.getOrDefault(message.by(), ""),
                        message.at()))
                .toList();
        var open = row.way() == Way.NAMED
                || steps.stream().anyMatch(step -> step.step().opens());
        var pending = pending(steps);
        return new Conversation(
                id,
                row.about(),
                row.way(),
                row.language(),
                messages,
                Voice.wishesToMeet(messages),
                open ? identity(row) : null,
                row.identity() != null,
                steps.stream()
                        .map(step -> new Unmasking(
                                step.step(),
                                step.by(),
                                names.getOrDefault(step.by(), ""),
                                vault.open(row.key(), "voice.unmask/" + step.id(), step.reason()),
                                step.at()))
                        .toList(),
                pending.isPresent(),
                pending.filter(step -> !step.by().equals(viewer.staff())).isPresent(),
                rows.copiesOf(id));
    }

    /** Answers; whoever triages its concern may, one after the other. */
    public void answer(Viewer viewer, ConversationId id, String words, String key) {
        requireWords(words);
        enter(viewer, id);
        onceOnly.once(viewer.staff().value(), "voice.answer", key, id.value() + "\u001f" + words, () -> {
            rows.lock(id);
            var row = rows.find(id).orElseThrow(Answering::unknown);
            var message = Ids.next();
            rows.say(
                    id,
                    new ConversationRows.Sealed(
                            message,
                            MessageKind.ANSWER,
                            key(row).seal(id, "message/" + message, words),
                            viewer.staff(),
                            now()));
            desk.answered(viewer, id);
            return message;
        });
    }

    /** Asks for the name behind a confidential message; someone else has to agree. */
    public void askForName(Viewer viewer, ConversationId id, String reason, String key) {
        step(viewer, id, Unmasking.Step.ASKED, reason, key);
    }

    /** Agrees to open the name, or refuses; never who asked. */
    public void decideOnName(Viewer viewer, ConversationId id, boolean agree, String reason, String key) {
        step(viewer, id, agree ? Unmasking.Step.AGREED : Unmasking.Step.REFUSED, reason, key);
    }

    /** Opens the name at once, since someone is in danger: recorded, and the coordinator is told. */
    public void openNameInDanger(Viewer viewer, ConversationId id, String reason, String key) {
        step(viewer, id, Unmasking.Step.DANGER, reason, key);
    }

    private void step(Viewer viewer, ConversationId id, Unmasking.Step step, String reason, String key) {
        requireWords(reason);
        enter(viewer, id);
        onceOnly.once(viewer.staff().value(), "voice.unmask." + step, key, id.value() + "\u001f" + reason, () -> {
            rows.lock(id);
            var row = rows.find(id).orElseThrow(Answering::unknown);
            var pending = pending(rows.unmasking(id));
            if (row.way() != Way.CONFIDENTIAL || row.identity() == null) {
                throw new NothingToUnmaskException();
            }
            switch (step) {
                case AGREED, REFUSED -> {
                    if (pending.isEmpty() || pending.get().by().equals(viewer.staff())) {
                        throw new NothingToUnmaskException();
                    }
                }
                case ASKED -> {
                    if (pending.isPresent()) {
                        throw new NothingToUnmaskException();
                    }
                }
                case DANGER -> {}
            }
            var made = Ids.next();
            rows.addUnmask(
                    id,
                    new ConversationRows.Unmask(
                            made, step, viewer.staff(), vault.seal(row.key(), "voice.unmask/" + made, reason), now()));
            var concern = desk.of(id).orElseThrow(Answering::unknown);
            audit.log(viewer, Action.CHANGED, concern, null, Purpose.TRIAGE);
            events.publishEvent(new Unmasked(DistrictScope.required(), concern, id, step, viewer.staff()));
            return made;
        });
    }

    /** The request that nobody has decided on; none where the name is open. */
    private static Optional<ConversationRows.Unmask> pending(List<ConversationRows.Unmask> steps) {
        return steps.isEmpty() || steps.stream().anyMatch(step -> step.step().opens())
                ? Optional.empty()
                : Optional.of(steps.getLast()).filter(step -> step.step() == Unmasking.Step.ASKED);
    }

    private ConversationRows.Row enter(Viewer viewer, ConversationId id) {
        RecordRef concern = desk.of(id).orElseThrow(Answering::unknown);
        gate.require(viewer, Need.ANSWER_VOICE, concern);
        audit.log(viewer, Action.OPENED, concern, null, Purpose.TRIAGE);
        return rows.find(id).orElseThrow(Answering::unknown);
    }

    private ConversationKey key(ConversationRows.Row row) {
        return ConversationKey.ofText(
                vault.open(row.key(), "voice.key/" + row.id().value(), row.byRecord()));
    }

    private @Nullable String identity(ConversationRows.Row row) {
        return row.identity() == null
                ? null
                : vault.open(row.key(), "voice.identity/" + row.id().value(), row.identity());
    }

    private Map<StaffId, String> names(Stream<StaffId> who) {
        var ids = who.collect(Collectors.toSet());
        return ids.isEmpty()
                ? Map.of()
                : directory.staff(ids).values().stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name));
    }

    private static void requireWords(String words) {
        if (words.isBlank() || words.length() > WORDS) {
            throw new IllegalArgumentException("An answer or a reason has 1 to " + WORDS + " characters");
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.OTHER_DISTRICT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
