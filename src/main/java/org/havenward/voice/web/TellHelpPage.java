package org.havenward.voice.web;

import java.util.List;
import org.havenward.guide.HelpLine;

/** Whom to call now. */
public record TellHelpPage(TellFrame frame, String placePath, List<HelpLine> lines) {}
