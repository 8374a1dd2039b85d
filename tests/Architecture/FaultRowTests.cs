using System.Globalization;
using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>Each fault that this product answers for is named by a test, Fault_NN_… or FaultNN_…, so that none is lost when tests move.</summary>
public sealed partial class FaultRowTests
{
    private static readonly int[] Rows = [.. Span(1, 18), .. Span(27, 66)];

    [Test]
    public void Every_row_is_named_by_a_test()
    {
        var named = SourceTree
            .Files(".cs", ".cpp")
            .Where(path =>
                path.Contains("tests/", StringComparison.Ordinal) && !path.StartsWith("tests/Architecture/", StringComparison.Ordinal)
            )
            .SelectMany(path => RowsOf(SourceTree.Read(path)))
            .ToHashSet();
        Assert.That(Rows.Where(row => !named.Contains(row)), Is.Empty, "rows of faults without a test named after them");
    }

    [TestCase("    public void Fault_51_a_second_engine_exits()", 51)]
    [TestCase("TEST_F(Relay, Fault04_after_a_reload) {", 4)]
    [TestCase("TEST(Fault63, Every_live_trade) {", 63)]
    [TestCase("TEST_P(BothWays, Fault28_Fault33_no_position_is_naked) {", 28, 33)]
    [TestCase("// See Fault_51_a_second_engine_exits.")]
    [TestCase("    public void Faults_are_told()")]
    public void A_row_is_read_from_the_name_of_a_test(string line, params int[] rows) => Assert.That(RowsOf(line), Is.EqualTo(rows));

    private static IEnumerable<int> RowsOf(string text) =>
        from Match test in TestName().Matches(text)
        from Match row in Row().Matches(test.Value)
        select int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture);

    private static IEnumerable<int> Span(int first, int last) => Enumerable.Range(first, last - first + 1);

    [GeneratedRegex(@"public (async )?(void|Task) \w+\(|TEST(_F|_P)?\([^)]*\)", RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    [GeneratedRegex(@"Fault_?(\d\d)(?!\d)")]
    private static partial Regex Row();
}
