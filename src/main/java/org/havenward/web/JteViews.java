package org.havenward.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.AbstractUrlBasedView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** Shows the compiled templates of {@code src/main/jte}; jte has no starter for this Spring Boot. */
@Component("viewResolver")
class JteViews extends UrlBasedViewResolver {
    private final ShellMaker shells;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, JteViews.class.getClassLoader(), "org.havenward.pages");

    JteViews(ShellMaker shells) {
        this.shells = shells;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
        setViewClass(JteView.class);
        setSuffix(".jte");
        // 303: the browser fetches the next page with GET whatever the form's method was.
        setRedirectHttp10Compatible(false);
    }

    @Override
    protected AbstractUrlBasedView instantiateView() {
        return new JteView();
    }

    @Override
    protected Class<?> requiredViewClass() {
        return View.class;
    }

    /** A page rendered whole before its first byte leaves, so that a failing template still gets an error page. */
    class JteView extends AbstractUrlBasedView {
        @Override
        protected boolean isUrlRequired() {
            return true;
        }

        @Override
        protected void renderMergedOutputModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            var parameters = new HashMap<String, Object>();
            if (!model.containsKey(Pages.ALONE)) {
                parameters.put("shell", shells.make(request));
            }
            parameters.put("page", model.get("page"));
            var output = new Utf8ByteOutput();
            engine.render(String.valueOf(getUrl()), parameters, output);
            response.setContentType("text/html;charset=UTF-8");
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream()::write);
        }
    }
}
