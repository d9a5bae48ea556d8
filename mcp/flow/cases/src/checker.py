"""Takes rendered modules apart and compares every literal in them with the plan.

Reads lines of JSON from stdin and answers each with one: null, or what is wrong.
Each line has the `source` of a module, the `runtime` that it begins with, the kinds
of syntax nodes that may follow it (`kinds`), and what it is to say: `flow_name`,
`description`, `parameters` in their order, `tools` by task key, and `tasks` in the order of their submission.
"""

import ast
import json
import sys


class Wrong(Exception):
    """Something in a module is not what the plan means."""


def expect(found, wanted, what):
    # As JSON, because 1, 1.0 and True are equal in Python.
    if json.dumps(found) != json.dumps(wanted):
        raise Wrong(f"{what}: found {found!r}, wanted {wanted!r}")


def plain(meaning):
    """The value that an expression without references means."""
    kind, value = meaning
    if kind == "list":
        return [plain(item) for item in value]
    if kind == "object":
        return {key: plain(item) for key, item in value}
    expect(kind, "scalar", "a literal")
    return value


def need(condition, what):
    if not condition:
        raise Wrong(what)


class Module:
    def __init__(self, case, skipped):
        self.case = case
        tree = ast.parse(case["source"])
        self.statements = tree.body[skipped:]
        kinds = set(case["kinds"])
        for statement in self.statements:
            for node in ast.walk(statement):
                kind = type(node).__name__
                need(kind in kinds, f"{kind} is not an allowed kind of node")
        # Constants that were compared; in the end that must have been all of them.
        self.compared = set()

    def constant(self, node):
        need(isinstance(node, ast.Constant), f"{ast.dump(node)} is no constant")
        self.compared.add(id(node))
        return node.value

    def call(self, node, name):
        need(isinstance(node, ast.Call), f"{ast.dump(node)} is no call")
        need(isinstance(node.func, ast.Name) and node.func.id == name, f"not a call of {name}")
        return node

    def meaning(self, node):
        """An expression in the form in which the plan's meaning is told."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return ["scalar", -self.constant(node.operand)]
        if isinstance(node, ast.List):
            return ["list", [self.meaning(item) for item in node.elts]]
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values)
            return ["object", [[self.constant(key), self.meaning(value)] for key, value in pairs]]
        if isinstance(node, ast.Call) and node.func.id == "Text":
            (parts,) = self.call(node, "Text").args
            return ["text", [self.meaning(part) for part in parts.elts]]
        if isinstance(node, ast.Call) and node.func.id == "Reference":
            task, path, future = self.call(node, "Reference").args
            name = self.constant(task)
            expect(self.future(future), name, "the future of a reference")
            return ["reference", name, [self.meaning(step)[1] for step in path.elts]]
        if isinstance(node, ast.Call) and node.func.id == "Parameter":
            parameter, path, value = self.call(node, "Parameter").args
            name = self.constant(parameter)
            need(isinstance(value, ast.Subscript) and value.value.id == "parameters", "no parameter")
            expect(self.constant(value.slice), name, "the value of a parameter")
            return ["parameter", name, [self.meaning(step)[1] for step in path.elts]]
        return ["scalar", self.constant(node)]

    def future(self, node):
        need(isinstance(node, ast.Subscript) and node.value.id == "futures", "not a future")
        return self.constant(node.slice)

    def annotation(self, node, listed):
        """Names of types and values that the tool's schema lists, and nothing else."""
        if isinstance(node, ast.BinOp):
            self.annotation(node.left, listed)
            self.annotation(node.right, listed)
        elif isinstance(node, ast.Tuple):
            for part in node.elts:
                self.annotation(part, listed)
        elif isinstance(node, ast.Subscript) and node.value.id == "Literal":
            values = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            for value in values:
                meaning = json.dumps(self.meaning(value)[1])
                need(meaning in listed, f"{meaning} is not a value of the schema")
        elif isinstance(node, ast.Subscript):
            need(node.value.id in ("list", "dict"), f"{node.value.id} of something")
            self.annotation(node.slice, listed)
        elif isinstance(node, ast.Constant):
            expect(self.constant(node), None, "an annotation")
        else:
            known = ("str", "int", "float", "Number", "bool", "list", "dict", "Any")
            need(node.id in known, f"{node.id} is no type")

    def task_function(self, node):
        """Checks a task function; returns its task key and the tool's names of its arguments."""
        (decorator,) = node.decorator_list
        (name,) = self.call(decorator, "task").keywords
        key = self.constant(name.value)
        tool = self.case["tools"].get(key)
        need(tool is not None, f"{key!r} is no task key of the plan")
        listed = {json.dumps(value) for value in tool["listed"]}
        for argument in node.args.args:
            self.annotation(argument.annotation, listed)
        for default in node.args.defaults:
            expect(self.constant(default), None, "a default")
        docstring, returned = node.body
        expect(self.constant(docstring.value), f"Calls MCP tool: {key}", "the docstring of a task")
        server, name, arguments, *names = self.call(returned.value, "call_mcp_tool").args
        expect(self.constant(server), tool["server"], "a server")
        expect(self.constant(name), tool["tool"], "a tool")
        self.call(arguments, "locals")
        renamed = {}
        for mapping in names:
            for key_node, value in zip(mapping.keys, mapping.values):
                renamed[self.constant(key_node)] = self.constant(value)
        arguments = {each.arg: renamed.get(each.arg, each.arg) for each in node.args.args}
        return key, arguments

    def submission(self, node, functions, task):
        (target,) = node.targets
        expect(self.future(target), task["id"], "what a future is called")
        submit = node.value
        need(submit.func.attr == "submit", "not submitted")
        with_options = submit.func.value
        need(with_options.func.attr == "with_options", "no options")
        key, names = functions[with_options.func.value.id]
        expect(key, task["task_key"], "the function of a task")
        options = {option.arg: self.constant(option.value) for option in with_options.keywords}
        expect(options, task["options"], "options")
        waits, arguments = [], []
        for keyword in submit.keywords:
            if keyword.arg == "wait_for":
                waits = [self.future(future) for future in keyword.value.elts]
            elif isinstance(keyword.value, ast.Call) and keyword.value.func.id == "Null":
                arguments.append([names[keyword.arg], ["scalar", None]])
            else:
                arguments.append([names[keyword.arg], self.meaning(keyword.value)])
        expect(sorted(arguments), sorted(task["arguments"]), "arguments")
        expect(sorted(waits), sorted(task["waits"]), "tasks that are waited for")

    def parameters(self, node, body):
        """Checks the arguments of the flow function, and how they are put together."""
        parameters = self.case["parameters"]
        names = [parameter["name"] for parameter in parameters]
        expect([argument.arg for argument in node.args.args], names, "arguments of the flow")
        defaults = [default for parameter in parameters for default in parameter["default"]]
        found = [self.meaning(default) for default in node.args.defaults]
        expect([plain(default) for default in found], defaults, "defaults")
        for argument, parameter in zip(node.args.args, parameters):
            listed = {json.dumps(value) for value in parameter["listed"]}
            self.annotation(argument.annotation, listed)
        if names:
            values = body.pop(0).value
            expect([self.constant(key) for key in values.keys], names, "names of parameters")
            expect([value.id for value in values.values], names, "values of parameters")

    def flow_function(self, node, functions):
        (decorator,) = node.decorator_list
        (name,) = self.call(decorator, "flow").keywords
        expect(self.constant(name.value), self.case["flow_name"], "the name of the flow")
        body = list(node.body)
        if self.case["description"]:
            expect(self.constant(body.pop(0).value), self.case["description"], "the docstring")
        self.parameters(node, body)
        tasks = self.case["tasks"]
        body.pop(0)
        for task in tasks:
            self.submission(body.pop(0), functions, task)
        need(isinstance(body.pop(0), ast.For), "no waiting for the tasks")
        body.pop(0)
        for task in tasks:
            assign = body.pop(0)
            expect(self.constant(assign.targets[0].slice), task["id"], "the key of a result")
            expect(self.future(assign.value.func.value), task["id"], "the future of a result")
        need(isinstance(body.pop(0), ast.Return) and not body, "more than the plan in the flow")

    def check(self):
        *tasks, flow, main = self.statements
        functions = {task.name: self.task_function(task) for task in tasks}
        self.flow_function(flow, functions)
        expect(ast.unparse(main.test), "__name__ == '__main__'", "the last statement")
        expect(ast.unparse(main.body[0]), f"{flow.name}()", "what the module runs")
        self.compared.update(id(node) for node in ast.walk(main))
        for statement in self.statements:
            for node in ast.walk(statement):
                if isinstance(node, ast.Constant):
                    need(id(node) in self.compared, f"nobody knows the constant {node.value!r}")


def main():
    skipped = {}
    for line in sys.stdin:
        case = json.loads(line)
        try:
            runtime = case["runtime"]
            need(case["source"].startswith(runtime), "the module does not begin with the runtime")
            if runtime not in skipped:
                skipped[runtime] = len(ast.parse(runtime).body)
            Module(case, skipped[runtime]).check()
            answer = None
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        print(json.dumps(answer), flush=True)


main()
