using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture;

/// <summary>The core is a pure step: what it concludes depends on its inputs alone.</summary>
public sealed class PureCoreTests
{
    /// <summary>Whole names, or names with a member: a clock, randomness, threads, disk or network.</summary>
    private static readonly HashSet<string> Banned = new(StringComparer.Ordinal)
    {
        "DateTime.Now",
        "DateTime.UtcNow",
        "DateTimeOffset.Now",
        "DateTimeOffset.UtcNow",
        "SystemClock",
        "TimeProvider",
        "Stopwatch",
        "Environment.TickCount",
        "Environment.TickCount64",
        "Random",
        "RandomNumberGenerator",
        "Guid.NewGuid",
        "HashCode",
        "Thread",
        "Task",
        "ValueTask",
        "Timer",
        "Interlocked",
        "Volatile",
        "ConcurrentDictionary",
        "Channel",
        "File",
        "FileStream",
        "Socket",
        "Console",
        "Environment.GetEnvironmentVariable",
    };

    [Test]
    public void The_core_uses_no_clock_no_randomness_no_thread_and_no_device()
    {
        var wrong =
            from path in SourceTree.Files(".cs")
            where path.StartsWith("engine/MiaIa.Engine/", StringComparison.Ordinal)
            from node in SourceTree.Parse(path).DescendantNodes()
            where node is IdentifierNameSyntax or MemberAccessExpressionSyntax or GenericNameSyntax
            let name = node is GenericNameSyntax generic ? generic.Identifier.Text : node.ToString()
            where Banned.Contains(name)
            select $"{SourceTree.Place(node)}: {name}";
        Assert.That(wrong, Is.Empty);
    }

    /// <summary>
    /// The core is compiled without clearing locals, so that a stackalloc begins with what an earlier call left: each one is looked at, and
    /// entered here when no place of it is read before it is set.
    /// </summary>
    [Test]
    public void Every_stackalloc_of_the_core_is_known_to_be_set_before_it_is_read()
    {
        string[] known = ["engine/MiaIa.Engine/Options/ParityForward.cs"];
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
}
