package org.havenward.voice.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.havenward.voice.Message;
import org.havenward.voice.Voice;
import org.jspecify.annotations.Nullable;

/**
 * Coming back with the receipt.
 *
 * @param typed what was typed, where it opened nothing
 * @param receipt the words, where they opened the conversation
 * @param problem in words; null: none
 */
public record TalkPage(
        TellFrame frame,
        String placePath,
        String typed,
        @Nullable String receipt,
        Voice.@Nullable Own conversation,
        @Nullable String problem,
        String draft,
        boolean arrived,
        String seed,
        ZoneId zone) {

    /** The day of a message; no more is needed. */
    public String day(Message message) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(frame.words().locale())
                .format(message.at().atZone(zone));
    }
}
