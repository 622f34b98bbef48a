package org.havenward.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.Person;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.KeyId;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.SealedTextException;
import org.havenward.platform.StartupException;
import org.havenward.platform.StolenCopy;
import org.havenward.platform.Vault;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stolen copy of the database, replayed in a second house: what each thief reads (docs/threat-model.md). */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StolenDatabaseTest extends VoiceHouse {
    @Autowired
    private ApplicationContext context;

    @Autowired
    private Vault vault;

    @Autowired
    private ConcernDesk desk;

    @Autowired
    private OnceOnly onceOnly;

    @Autowired
    private Districts districts;

    private record Sealed(UUID record, KeyId key, String place, byte[] words) {}

    @Test
    void a_copy_reads_nothing_without_the_master_key_and_a_receipt_never_reads_more_than_its_conversation(
            @TempDir Path folder) {
        var mine = receipt(tell("A stolen copy never says cinnabar."));
        var conversation = conversationOf(newestConcern());
        as(Person.COUNSELOR_ORTIZ)
                .post("/triage/" + newestConcern() + "/answers", Map.of("answer", "We read of vermilion."));
        var named = form("A stolen copy never says celadon.");
        named.put("way", "confidential");
        named.put("name", "Rosalind Amaranth");
        tell(named);
        var other = conversationOf(newestConcern());
        try (var stolen = StolenCopy.of(context)) {
            // A second house does not start: the master key is missing, and none is made anew.
            assertThatThrownBy(() -> stolen.vault(folder, clock)).isInstanceOf(StartupException.class);
            // A thief who takes that check out has a house with a master key of its own, which opens nothing.
            stolen.database().sql("delete from master_key_proof").update();
            var thiefs = stolen.vault(folder, clock);
            DistrictScope.run(town().district(), () -> {
                for (var one : sealed(stolen.database())) {
                    assertThatThrownBy(() -> thiefs.open(one.key(), one.place(), one.words()))
                            .as(one.place())
                            .isInstanceOf(SealedTextException.class);
                }
                assertThat(sealed(stolen.database())).hasSizeGreaterThan(4);
                // With the receipt besides: it is neither found nor opens the key that stands right there.
                var secondHouse = new Voice(
                        new ConversationRows(stolen.database()),
                        desk,
                        thiefs,
                        onceOnly,
                        districts,
                        new SecureRandom(),
                        clock);
                assertThatThrownBy(() -> secondHouse.open(mine)).isInstanceOf(IllegalStateException.class);
                var row = new ConversationRows(stolen.database())
                        .find(conversation)
                        .orElseThrow();
                for (var pepper : List.of(row.salt(), new byte[32], row.byRecord())) {
                    assertThatThrownBy(() -> ConversationKey.unwrap(row.byReceipt(), mine.secret(), pepper, row.id()))
                            .isInstanceOf(SealedTextException.class);
                }
                // In the house that holds the master key the receipt opens its conversation, and no other one's key.
                assertThat(voice.open(mine).orElseThrow().messages())
                        .extracting(Message::words)
                        .containsExactly("A stolen copy never says cinnabar.", "We read of vermilion.");
                var its = new ConversationRows(stolen.database()).find(other).orElseThrow();
                var pepper = town().in(() -> vault.mac("voice.pepper", its.salt()));
                assertThatThrownBy(() -> ConversationKey.unwrap(its.byReceipt(), mine.secret(), pepper, its.id()))
                        .isInstanceOf(SealedTextException.class);
            });
            assertThat(everything(stolen.database())).doesNotContain("cinnabar", "vermilion", "celadon", "Amaranth");
        }
    }

    /** Whatever the record's key seals of these conversations and their concerns. */
    private List<Sealed> sealed(JdbcClient stolen) {
        return stolen.sql("""
                select id, key_id, 'voice.key/' || id as place, by_record as words from voice_conversation
                    where district_id = :district
                union all
                select id, key_id, 'voice.identity/' || id, identity from voice_conversation
                    where district_id = :district and identity is not null
                union all
                select t.id, c.key_id, 'concern.text/' || t.id, t.words from concern_text t
                    join concern c on c.district_id = t.district_id and c.id = t.concern_id
                    where t.district_id = :district and c.conversation_id is not null
                """)
                .param("district", town().district().value())
                .query((row, number) -> new Sealed(
                        row.getObject("id", UUID.class),
                        new KeyId(row.getObject("key_id", UUID.class)),
                        row.getString("place"),
                        row.getBytes("words")))
                .list();
    }

    private static String everything(JdbcClient stolen) {
        var all = new StringBuilder();
        for (var table : List.of(
                "voice_conversation",
                "voice_message",
                "voice_unmask",
                "concern",
                "concern_text",
                "concern_step",
                "notice",
                "audit_entry")) {
            all.append(stolen.sql("select coalesce(string_agg(encode(t::text::bytea, 'escape'), ' '), '') from " + table
                            + " t")
                    .query(String.class)
                    .single());
        }
        return all.toString();
    }

    private static Receipt receipt(String words) {
        return Receipts.read(words) instanceof Receipts.Read.Good good ? good.receipt() : Receipts.of(new byte[8]);
    }
}
