using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture;

/// <summary>The core is a pure step: what it concludes depends on its inputs alone.</summary>
public sealed class PureCoreTests
{
    /// <summary>Clocks, randomness, threads, disk and network are refused while the core is compiled, by the list beside its project.</summary>
    [TestCase("P:System.DateTime.UtcNow;")]
    [TestCase("T:System.TimeProvider;")]
    [TestCase("T:System.Random;")]
    [TestCase("T:System.HashCode;")]
    [TestCase("T:System.Environment;")]
    [TestCase("N:System.Threading;")]
    [TestCase("T:System.IO.File;")]
    [TestCase("N:System.Net;")]
    public void The_core_is_compiled_with_its_list_of_banned_symbols(string banned)
    {
        Assert.That(SourceTree.Read("engine/MiaIa.Engine/BannedSymbols.txt").Split('\n'), Has.Some.StartsWith(banned));
        var project = SourceTree.Read("engine/MiaIa.Engine/MiaIa.Engine.csproj");
        Assert.That(
            project,
            Does.Contain("Microsoft.CodeAnalysis.BannedApiAnalyzers").And.Contain("<AdditionalFiles Include=\"BannedSymbols.txt\" />")
        );
        Assert.That(project, Does.Not.Contain("NoWarn"));
        Assert.That(SourceTree.Read("Directory.Build.props"), Does.Contain("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>"));
        Assert.That(SuppressionsOfTheCore(), Is.Empty);
    }

    /// <summary>
    /// The core is compiled without clearing locals, so that a stackalloc begins with what an earlier call left: each one is looked at, and
    /// entered here when no place of it is read before it is set.
    /// </summary>
    [Test]
    public void Every_stackalloc_of_the_core_is_known_to_be_set_before_it_is_read()
    {
        string[] known = ["engine/MiaIa.Engine/Options/Fit/ParityForward.cs"];
        var found =
            from path in SourceTree.Files(".cs")
            where path.StartsWith("engine/MiaIa.Engine/", StringComparison.Ordinal)
            from node in SourceTree.Parse(path).DescendantNodes()
            where node is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax
            select path;
        Assert.That(found, Is.EqualTo(known));
    }

    [Test]
    public void The_core_has_no_lock_and_no_async()
    {
        var wrong =
            from path in SourceTree.Files(".cs")
            where path.StartsWith("engine/MiaIa.Engine/", StringComparison.Ordinal)
            from node in SourceTree.Parse(path).DescendantNodes()
            where node is LockStatementSyntax or AwaitExpressionSyntax
            select $"{SourceTree.Place(node)}: {node.ToString().Split('\n')[0]}";
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<string> SuppressionsOfTheCore() =>
        SourceTree
            .Files(".cs")
            .Where(path => path.StartsWith("engine/MiaIa.Engine/", StringComparison.Ordinal))
            .Where(path => SourceTree.Read(path).Contains("RS0030", StringComparison.Ordinal));
}
