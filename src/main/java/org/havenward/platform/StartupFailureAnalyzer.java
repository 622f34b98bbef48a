package org.havenward.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows why Havenward does not start, without a stack trace. */
class StartupFailureAnalyzer extends AbstractFailureAnalyzer<StartupException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, StartupException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
