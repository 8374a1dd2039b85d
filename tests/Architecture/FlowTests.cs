using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture;

/// <summary>Data flows one way: inside the core by folder, between projects by reference.</summary>
public sealed class FlowTests
{
    private const string Core = "engine/MiaIa.Engine/";

    /// <summary>Left to right. A folder uses itself and folders to its left; Pipeline alone knows all stages.</summary>
    private static readonly string[] Stages =
    [
        "Market",
        "Accounts",
        "Options",
        "Patterns",
        "Features",
        "Confluence",
        "Signals",
        "Risk",
        "Orders",
        "Paper",
        "Pipeline",
    ];

    /// <summary>What each product project may refer to. A new reference is a decision: change it here, on purpose.</summary>
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["MiaIa.Proto"] = [],
        ["MiaIa.Hosting"] = [],
        ["MiaIa.Alerts"] = ["MiaIa.Hosting"],
        ["MiaIa.Engine"] = [],
        ["MiaIa.Engine.Web"] = ["MiaIa.Hosting"],
        ["MiaIa.SierraFiles"] = [],
        ["MiaIa.CboeFiles"] = ["MiaIa.Engine"],
        ["MiaIa.Ibkr"] = ["MiaIa.Engine", "MiaIa.Proto"],
        ["MiaIa.Bridge"] = ["MiaIa.Hosting", "MiaIa.Proto"],
        ["MiaIa.Engine.Runtime"] = ["MiaIa.CboeFiles", "MiaIa.Engine", "MiaIa.Proto", "MiaIa.SierraFiles"],
        ["MiaIa.Engine.Host"] =
        [
            "MiaIa.Alerts",
            "MiaIa.CboeFiles",
            "MiaIa.Engine",
            "MiaIa.Engine.Runtime",
            "MiaIa.Engine.Web",
            "MiaIa.Hosting",
            "MiaIa.Ibkr",
            "MiaIa.Projections",
            "MiaIa.Proto",
            "MiaIa.Reports",
        ],
        ["MiaIa.GatewaySim"] = ["MiaIa.CboeFiles", "MiaIa.Engine", "MiaIa.Hosting", "MiaIa.Ibkr", "MiaIa.SierraFiles"],
        ["MiaIa.Projections"] = ["MiaIa.Engine", "MiaIa.Engine.Runtime"],
        ["MiaIa.Replay"] = ["MiaIa.CboeFiles", "MiaIa.Engine", "MiaIa.Engine.Runtime", "MiaIa.SierraFiles"],
        ["MiaIa.Reports"] = ["MiaIa.Engine", "MiaIa.Engine.Runtime", "MiaIa.Projections", "MiaIa.Replay"],
        ["MiaIa.Evidence"] =
        [
            "MiaIa.Engine",
            "MiaIa.Engine.Runtime",
            "MiaIa.SierraFiles",
            "MiaIa.CboeFiles",
            "MiaIa.Replay",
            "MiaIa.Projections",
            "MiaIa.Reports",
            "MiaIa.Hosting",
        ],
        ["MiaIa.Cli"] =
        [
            "MiaIa.Evidence",
            "MiaIa.Hosting",
            "MiaIa.Projections",
            "MiaIa.Proto",
            "MiaIa.Replay",
            "MiaIa.Reports",
            "MiaIa.SierraFiles",
        ],
    };

    [Test]
    public void A_folder_of_the_core_uses_only_folders_to_its_left()
    {
        var wrong =
            from path in CoreFiles()
            let stage = StageOf(path)
            from name in NamesUsed(path)
            where name.StartsWith("MiaIa.Engine.", StringComparison.Ordinal)
            let used = name.Split('.')[2]
            where Array.IndexOf(Stages, used) > Array.IndexOf(Stages, stage)
            select $"{path} ({stage}) uses {name}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_file_of_the_core_lies_in_a_stage_and_its_namespace_says_which()
    {
        var wrong =
            from path in CoreFiles()
            let spaces = SourceTree
                .Parse(path)
                .DescendantNodes()
                .OfType<BaseNamespaceDeclarationSyntax>()
                .Select(s => s.Name.ToString())
                .ToArray()
            where !Stages.Contains(StageOf(path)) || spaces.Length != 1 || spaces[0] != $"MiaIa.Engine.{StageOf(path)}"
            select $"{path}: namespace {string.Join(", ", spaces)}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Projects_refer_only_to_what_the_picture_of_the_architecture_shows()
    {
        var wrong = new List<string>();
        foreach (var project in SourceProject.Product())
        {
            if (!AllowedReferences.TryGetValue(project.Name, out var allowed))
                wrong.Add($"{project.Name} is not in the picture");
            else
                wrong.AddRange(project.References.Except(allowed).Select(reference => $"{project.Name} refers to {reference}"));
        }

        Assert.That(wrong, Is.Empty);
    }

    private static IReadOnlyList<string> CoreFiles()
    {
        var files = SourceTree.Files(".cs").Where(p => p.StartsWith(Core, StringComparison.Ordinal)).ToArray();
        Assert.That(files, Is.Not.Empty, $"no source file under {Core}");
        return files;
    }

    private static string StageOf(string path) => path[Core.Length..].Split('/')[0];

    /// <summary>Names in using directives and fully qualified names in the code.</summary>
    private static IEnumerable<string> NamesUsed(string path) =>
        SourceTree
            .Parse(path)
            .DescendantNodes()
            .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax)
            .Where(node => node.Parent is not BaseNamespaceDeclarationSyntax)
            .Select(node => node.ToString().Replace("global::", "", StringComparison.Ordinal));
}
