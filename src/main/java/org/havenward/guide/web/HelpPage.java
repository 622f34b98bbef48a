package org.havenward.guide.web;

import java.util.List;
import org.havenward.guide.HelpLine;

/** Whom to call, for anyone. */
public record HelpPage(List<HelpLine> lines) {}
