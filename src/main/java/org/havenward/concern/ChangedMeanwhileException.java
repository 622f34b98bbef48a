package org.havenward.concern;

/** Something happened to the concern after the page that decides was shown: whoever decides sees it first. */
public final class ChangedMeanwhileException extends RuntimeException {
    public ChangedMeanwhileException() {
        super("The concern changed since it was opened");
    }
}
