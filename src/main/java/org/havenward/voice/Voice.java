package org.havenward.voice;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.Districts;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for students and families: tell something, come back with the receipt, read, and write more (mission A4, A7, and
 * Figure 3 of the guide). Nobody is signed in, and nothing of who comes is asked for or kept.
 */
@Service
@Transactional
public class Voice {
    /** Copies of a long text within this time are one concern; short ones may well be two children's. */
    private static final Duration SAME_FOR = Duration.ofHours(24);

    private static final int LONG = 60;
    /** Everyone who tells is one actor; their forms' secrets keep them apart. */
    private static final UUID ANYONE = new UUID(0, 0);

    private static final int SECRET = 8;
    private static final int SALT = 16;
    private static final String MARK = "\u001f";

    private final ConversationRows rows;
    private final ConcernDesk desk;
    private final Vault vault;
    private final OnceOnly onceOnly;
    private final Districts districts;
    private final SecureRandom chance;
    private final InstantSource clock;

    Voice(
            ConversationRows rows,
            ConcernDesk desk,
            Vault vault,
            OnceOnly onceOnly,
            Districts districts,
            SecureRandom chance,
            InstantSource clock) {
        this.rows = rows;
        this.desk = desk;
        this.vault = vault;
        this.onceOnly = onceOnly;
        this.districts = districts;
        this.chance = chance;
        this.clock = clock;
    }

    /**
     * A conversation as whoever told it sees it.
     *
     * @param wishesToMeet whether they asked for a meeting and did not take it back
     */
    public record Own(
            ConversationId id, About about, Way way, List<Message> messages, boolean wishesToMeet, boolean answered) {}

    /**
     * What whoever told it gets.
     *
     * @param besides whether the same form has told something else before, which has a receipt of its own
     */
    public record Given(Receipt receipt, boolean besides) {}

    /**
     * Keeps what someone tells, and gives the receipt. Sent twice, it is told once and has the same receipt. Whoever went back
     * and changed what they had sent loses nothing of it: other words are said in the same conversation; where anything else
     * changed, it is a conversation of its own.
     */
    public Given tell(Told told) {
        var receipt = receiptOf(told);
        var hash = mac("voice.receipt", receipt.secret());
        var form = mac("voice.form-of", told.seed());
        var before = rows.ofForm(form);
        var same = before.stream()
                .filter(one -> Arrays.equals(one.receipt(), hash))
                .findFirst();
        if (same.isPresent()) {
            addWhatChanged(same.get().id(), told, receipt);
        } else {
            keep(told, receipt, hash, form);
        }
        if (told.elsewhere()) {
            before.forEach(one -> keepFromSchool(one.id()));
        }
        return new Given(receipt, before.size() > (same.isPresent() ? 1 : 0));
    }

    private void keep(Told told, Receipt receipt, byte[] hash, byte[] form) {
        var now = now();
        var id = new ConversationId(Ids.next());
        var school =
                told.school() == null ? rows.wholeDistrict(districts.current().name()) : told.school();
        var recordKey = vault.newKey();
        var key = ConversationKey.fresh(chance);
        var salt = new byte[SALT];
        chance.nextBytes(salt);
        var sameWords = sameWords(told, school.value());
        var copyOf =
                sameWords == null ? Optional.<ConversationId>empty() : rows.sameWords(sameWords, now.minus(SAME_FOR));
        rows.add(
                new ConversationRows.Row(
                        id,
                        school,
                        told.about(),
                        told.way(),
                        told.language(),
                        recordKey,
                        salt,
                        key.wrap(receipt.secret(), pepper(salt), id),
                        vault.seal(recordKey, "voice.key/" + id.value(), key.text()),
                        told.identity() == null
                                ? null
                                : vault.seal(recordKey, "voice.identity/" + id.value(), told.identity()),
                        copyOf.orElse(null),
                        now),
                hash,
                form,
                sameWords,
                sealed(id, key, MessageKind.TOLD, told.words(), now));
        if (copyOf.isEmpty()) {
            desk.raise(new ConcernDesk.Raise(
                    id,
                    recordKey,
                    school,
                    told.about(),
                    told.words(),
                    told.way() == Way.NAMED && told.about() == About.SELF ? told.identity() : null,
                    told.urgent(),
                    told.elsewhere()));
        }
    }

    /** What was sent before someone asked that nobody at the school shall read it is kept from the school as well. */
    private void keepFromSchool(ConversationId id) {
        rows.lock(id);
        rows.mergeNothing(id);
        var row = rows.find(id).orElseThrow();
        if (row.mergedInto() == null) {
            desk.keepFromSchool(id);
        } else {
            standAlone(
                    row,
                    ConversationKey.ofText(vault.open(row.key(), "voice.key/" + id.value(), row.byRecord())),
                    true);
        }
    }

    /** Who went back, changed what they had sent, and sent it again has said something more. */
    private void addWhatChanged(ConversationId id, Told told, Receipt receipt) {
        rows.lock(id);
        var row = rows.find(id).orElseThrow();
        var key = key(row, receipt);
        var said = rows.messages(id).stream()
                .filter(message -> !message.kind().fromSchool())
                .anyMatch(message -> open(id, key, message).equals(told.words()));
        if (!said) {
            write(row, key, MessageKind.MORE, told.words());
        }
    }

    /** The conversation of a receipt; none where there is no such receipt. */
    public Optional<Own> open(Receipt receipt) {
        return rows.byReceipt(mac("voice.receipt", receipt.secret())).map(row -> {
            var key = key(row, receipt);
            var messages = rows.messages(row.id()).stream()
                    .map(message -> new Message(message.kind(), open(row.id(), key, message), null, "", message.at()))
                    .toList();
            return new Own(
                    row.id(),
                    row.about(),
                    row.way(),
                    messages,
                    wishesToMeet(messages),
                    messages.stream().anyMatch(message -> message.kind().fromSchool()));
        });
    }

    /**
     * Writes more with a receipt.
     *
     * @param seed the form's own secret: what is sent twice is written once
     * @return false where there is no such receipt
     */
    public boolean write(Receipt receipt, MessageKind kind, String words, String seed) {
        if (kind.fromSchool() || kind == MessageKind.TOLD || words.isBlank() || words.length() > Told.WORDS) {
            throw new IllegalArgumentException("What is written more has 1 to " + Told.WORDS + " characters");
        }
        var found = rows.byReceipt(mac("voice.receipt", receipt.secret()));
        if (found.isEmpty()) {
            return false;
        }
        var row = found.get();
        // Whoever changes what they wrote and sends it again has said more: only the same words are a repetition.
        var once = HexFormat.of().formatHex(mac("voice.once", seed + kind + MARK + words));
        onceOnly.once(ANYONE, "voice.write", once, seed, () -> {
            rows.lock(row.id());
            write(rows.find(row.id()).orElseThrow(), key(row, receipt), kind, words);
            return row.id().value();
        });
        return true;
    }

    private void write(ConversationRows.Row row, ConversationKey key, MessageKind kind, String words) {
        if (row.mergedInto() != null) {
            standAlone(row, key, false);
        }
        say(row.id(), key, kind, words, now());
        desk.wroteAgain(row.id(), words);
    }

    /** A copy of another's words, whose writer says more: it becomes a concern of its own. */
    private void standAlone(ConversationRows.Row row, ConversationKey key, boolean elsewhere) {
        rows.standAlone(row.id());
        var first = rows.messages(row.id()).getFirst();
        desk.raise(new ConcernDesk.Raise(
                row.id(), row.key(), row.school(), row.about(), open(row.id(), key, first), null, false, elsewhere));
    }

    private void say(ConversationId id, ConversationKey key, MessageKind kind, String words, Instant at) {
        rows.say(id, sealed(id, key, kind, words, at));
    }

    private static ConversationRows.Sealed sealed(
            ConversationId id, ConversationKey key, MessageKind kind, String words, Instant at) {
        var message = Ids.next();
        return new ConversationRows.Sealed(message, kind, key.seal(id, "message/" + message, words), null, at);
    }

    static boolean wishesToMeet(List<Message> messages) {
        return messages.stream()
                .map(Message::kind)
                .filter(kind -> kind == MessageKind.MEET || kind == MessageKind.NO_MEET)
                .reduce((before, after) -> after)
                .filter(last -> last == MessageKind.MEET)
                .isPresent();
    }

    static String open(ConversationId id, ConversationKey key, ConversationRows.Sealed message) {
        return key.open(id, "message/" + message.id(), message.words());
    }

    private ConversationKey key(ConversationRows.Row row, Receipt receipt) {
        return ConversationKey.unwrap(row.byReceipt(), receipt.secret(), pepper(row.salt()), row.id());
    }

    /**
     * The same form with the same choices has the same receipt, whatever its words are, and nothing that is stored leads to it.
     */
    private Receipt receiptOf(Told told) {
        var sent = String.join(
                MARK,
                told.seed(),
                told.school() == null ? "" : told.school().value().toString(),
                told.about().name(),
                told.way().name(),
                String.valueOf(told.elsewhere()),
                String.valueOf(told.urgent()),
                told.language(),
                told.identity() == null ? "" : told.identity());
        return Receipts.of(Arrays.copyOf(mac("voice.receipt-of", sent), SECRET));
    }

    private byte @Nullable [] sameWords(Told told, UUID school) {
        var plain = told.words().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        // What nobody at the school shall read is never merged: its writer may say more, and it goes where the first
        // went.
        return told.way() == Way.ANONYMOUS && !told.urgent() && !told.elsewhere() && plain.length() >= LONG
                ? mac("voice.same-words", school + "/" + plain)
                : null;
    }

    private byte[] pepper(byte[] salt) {
        return mac("voice.pepper", salt);
    }

    private byte[] mac(String purpose, String text) {
        return mac(purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String purpose, byte[] data) {
        return vault.mac(purpose, data);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
