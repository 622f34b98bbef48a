package org.havenward.voice.web;

import java.util.List;
import org.havenward.voice.PublicWords;
import org.havenward.web.Assets;

/**
 * What every public page has: its words, its languages, and where its few files lie. No shell: nobody is recognized.
 *
 * @param action where its form goes
 */
public record TellFrame(PublicWords.Speech words, List<PublicWords.Language> languages, Assets assets, String action) {
    public String t(String key, Object... arguments) {
        return words.t(key, arguments);
    }
}
