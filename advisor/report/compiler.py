"""What templates are compiled to: code that escapes as Markdown where Jinja's own escapes as HTML.

The methods are those that Jinja's native environment overrides to its own ends.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class MarkdownCode(CodeGenerator):
    """Has whatever is printed or joined go through ``ReportEnvironment``."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Compile ``a ~ b``: text beside Markdown is escaped as Markdown."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Call(  # noqa: N802 - as above
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - as Jinja has it
    ) -> None:
        """Compile a call without a copy of the loop's names: nothing called here looks at them."""
        self.write("environment.call(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        """Return that nothing is printed while compiling, but what stands outside of braces."""
        return self._FinalizeInfo(None, "environment.markdown(")

    def _output_child_pre(
        self,
        node: nodes.Expr,  # noqa: ARG002 - Jinja hands it over
        frame: Frame,  # noqa: ARG002 - as above
        finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        """Begin what ``{{ value }}`` prints, whether or not the template says ``autoescape``."""
        self.write(str(finalize.src))

    def _output_child_post(
        self,
        node: nodes.Expr,  # noqa: ARG002 - as above
        frame: Frame,  # noqa: ARG002 - as above
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002 - as above
    ) -> None:
        """End it."""
        self.write(")")
