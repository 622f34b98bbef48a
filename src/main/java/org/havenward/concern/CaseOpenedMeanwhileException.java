package org.havenward.concern;

/** Someone opened a case about the student whom the concern is about: whoever would open another one sees it first. */
public final class CaseOpenedMeanwhileException extends RuntimeException {
    public CaseOpenedMeanwhileException() {
        super("A case about the student was opened meanwhile");
    }
}
