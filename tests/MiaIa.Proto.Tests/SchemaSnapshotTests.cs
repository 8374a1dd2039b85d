using Google.Protobuf.Reflection;
using MiaIa.V1;

namespace MiaIa.Proto.Tests;

public sealed class SchemaSnapshotTests
{
    private const string Field = "p.M.a = 1 int32 single";

    private static readonly FileDescriptor[] Files =
    [
        MarketReflection.Descriptor,
        TradingReflection.Descriptor,
        SignalReflection.Descriptor,
        SessionReflection.Descriptor,
        EngineReflection.Descriptor,
        OptionsReflection.Descriptor,
        PageReflection.Descriptor,
    ];

    [Test]
    public void The_schema_is_the_one_that_was_agreed()
    {
        var snapshot = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "schema-snapshot.txt"));
        var wrong = SchemaChange.Explain(snapshot, SchemaLines.Of(Files));
        Assert.That(wrong, Is.Empty, wrong);
        Assert.That(snapshot, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Every_schema_file_is_held()
    {
        var reached = Files.Concat(Files.SelectMany(file => file.Dependencies)).Select(file => file.Name).Distinct();
        Assert.That(reached, Is.EquivalentTo(Files.Select(file => file.Name)));
    }

    [TestCase("p.M.a = 2 int32 single", TestName = "A_renumbered_field_is_forbidden")]
    [TestCase("p.M.a = 1 sint32 single", TestName = "A_retyped_field_is_forbidden")]
    [TestCase("p.M.a = 1 int32 repeated", TestName = "A_field_that_became_repeated_is_forbidden")]
    [TestCase("p.M reserved 2", TestName = "A_field_that_went_without_reserving_its_number_is_forbidden")]
    public void A_changed_field_is_forbidden(string now)
    {
        var wrong = SchemaChange.Explain([Field], [now]);
        Assert.That(wrong, Does.Contain("may not change or go").And.Contain($"was: {Field}").And.Contain("reserved <number>"));
    }

    [Test]
    public void A_new_field_tells_which_line_to_add()
    {
        var wrong = SchemaChange.Explain([Field], [Field, "p.M.b = 2 string single"]);
        Assert.That(wrong, Does.Contain("schema-snapshot.txt").And.Contain("  p.M.b = 2 string single").And.Not.Contain("may not change"));
    }

    [Test]
    public void A_schema_like_its_snapshot_is_silent() => Assert.That(SchemaChange.Explain([Field], [Field]), Is.Empty);
}
