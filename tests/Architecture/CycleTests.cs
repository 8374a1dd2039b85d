namespace Architecture;

/// <summary>No cycle: neither between the folders of a project nor between projects; and nobody builds on a program.</summary>
public sealed class CycleTests
{
    private static readonly string[] KnownPrograms = ["MiaIa.Engine.Host", "MiaIa.Bridge", "MiaIa.Cli", "MiaIa.GatewaySim"];

    [Test]
    public void No_folder_uses_one_that_uses_it()
    {
        var wrong = new List<string>();
        var graphs = SourceProject.Product().Select(FolderGraph.Of).ToArray();
        Assert.That(graphs.Sum(graph => graph.Edges.Count), Is.GreaterThan(50), "the folders' uses were not found");
        foreach (var graph in graphs)
        {
            var cycle = graph.Edges.InACycle();
            wrong.AddRange(cycle.Select(edge => $"{graph.Project}: {edge.From} uses {edge.To}: {graph.Why[edge]}"));
        }

        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }

    [Test]
    public void No_project_refers_to_one_that_refers_to_it()
    {
        var edges = SourceProject.All().SelectMany(p => p.References.Select(r => new Edge(p.Name, r))).ToHashSet();
        Assert.That(edges, Has.Count.GreaterThan(20), "the references were not found");
        Assert.That(edges.InACycle(), Is.Empty);
    }

    [Test]
    public void No_product_project_refers_to_a_program()
    {
        var programs = SourceProject.All().Where(p => p.IsProgram).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        Assert.That(programs, Is.SupersetOf(KnownPrograms));
        var wrong =
            from project in SourceProject.Product()
            from reference in project.References
            where programs.Contains(reference)
            select $"{project.Name} refers to {reference}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_type_of_the_engines_program_is_internal() =>
        Assert.That(
            SourceTree
                .Files(".cs")
                .Where(path => path.StartsWith("engine/MiaIa.Engine.Host/", StringComparison.Ordinal))
                .SelectMany(FolderGraph.PublicTypes),
            Is.Empty
        );

    [Test]
    public void A_cycle_is_found_with_all_that_is_in_it_and_nothing_else()
    {
        HashSet<Edge> edges = [new("a", "b"), new("b", "c"), new("c", "b"), new("c", "d"), new("d", "e")];
        Assert.That(edges.InACycle(), Is.EquivalentTo(new[] { new Edge("b", "c"), new Edge("c", "b") }));
        edges.Add(new("e", "a"));
        Assert.That(edges.InACycle(), Is.EquivalentTo(edges));
        Assert.That(new HashSet<Edge> { new("a", "b"), new("a", "c"), new("b", "c") }.InACycle(), Is.Empty);
    }

    [TestCase("using Sample.Left;\nnamespace Sample.Right;\nclass B { A? a; }", "Right", "Left", TestName = "A_using_is_a_use")]
    [TestCase("namespace Sample.Right;\nclass B { Left.A? a; }", "Right", "Left", TestName = "A_qualified_name_is_a_use")]
    [TestCase("namespace Sample.Right;\nclass B { Top? a; }", "Right", ".", TestName = "A_name_from_the_folder_above_is_a_use")]
    [TestCase("using static Sample.Left.A;\nnamespace Sample.Right;\nclass B;", "Right", "Left", TestName = "A_static_using_is_a_use")]
    public void Every_way_to_use_a_folder_is_seen(string text, string from, string to)
    {
        var graph = FolderGraph.Of(
            "Sample",
            [("Left/A.cs", "namespace Sample.Left;\nclass A;"), ("Top.cs", "namespace Sample;\nclass Top;"), ("Right/B.cs", text)]
        );
        Assert.That(graph.Edges, Is.EquivalentTo(new[] { new Edge(from, to) }));
    }
}
