namespace Architecture;

public sealed class CppFunctionsTests
{
    [Test]
    public void Finds_functions_in_namespaces_and_classes_and_not_the_braces_inside_them()
    {
        const string Text = """
            #define BRACES {{
            namespace a {
            struct S {
                int x = 1;
                void f() const { if (x) { g("}"); } }
                int h(int y)
                {
                    // a brace } in a comment
                    return y;
                }
            };
            }
            """;
        Assert.That(CppFunctions.In(Text), Is.EqualTo(new[] { new CppFunctions.Function(5, 1), new CppFunctions.Function(7, 4) }));
    }

    [Test]
    public void A_namespace_after_a_macro_is_no_function()
    {
        Assert.That(
            CppFunctions.In("DLL_NAME(\"x\")\nnamespace {\nint f() {\n}\n}\n"),
            Is.EqualTo(new[] { new CppFunctions.Function(3, 2) })
        );
    }

    [Test]
    public void An_initialiser_is_no_function()
    {
        Assert.That(
            CppFunctions.In("static const int table[] = { f(1), f(2) };\nint g() {\n}\n"),
            Is.EqualTo(new[] { new CppFunctions.Function(2, 2) })
        );
    }
}
