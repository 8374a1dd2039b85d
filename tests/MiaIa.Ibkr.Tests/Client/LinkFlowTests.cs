using System.Text.RegularExpressions;
using MiaIa.Ibkr.Client;

namespace MiaIa.Ibkr.Tests.Client;

public sealed partial class LinkFlowTests
{
    /// <summary>The rows of the document that the trader reads.</summary>
    public static IEnumerable<TestCaseData> RowsOfTheDocument()
    {
        foreach (Match row in Row().Matches(Document()))
        {
            var state = Enum.Parse<LinkState>(row.Groups["state"].Value);
            var happened = Enum.Parse<LinkEvent>(row.Groups["event"].Value);
            yield return new TestCaseData(
                state,
                happened,
                Enum.Parse<LinkState>(row.Groups["next"].Value),
                Enum.Parse<LinkAction>(row.Groups["action"].Value)
            ).SetName($"Row {state} {happened}");
        }
    }

    [TestCaseSource(nameof(RowsOfTheDocument))]
    public void A_row_of_the_document(LinkState state, LinkEvent happened, LinkState next, LinkAction action) =>
        Assert.That(LinkFlow.Next(state, happened), Is.EqualTo(new LinkStep(next, action)));

    [Test]
    public void The_document_shows_every_row_and_no_other()
    {
        var shown = RowsOfTheDocument().Select(row => ((LinkState)row.Arguments[0]!, (LinkEvent)row.Arguments[1]!)).ToArray();
        Assert.That(shown, Is.Unique);
        Assert.That(shown, Is.EquivalentTo(LinkFlow.Rows.Keys));
    }

    [Test]
    public void An_event_without_a_row_changes_nothing()
    {
        foreach (var state in Enum.GetValues<LinkState>())
        {
            foreach (var happened in Enum.GetValues<LinkEvent>())
            {
                if (LinkFlow.Rows.ContainsKey((state, happened)))
                    continue;
                Assert.That(LinkFlow.Next(state, happened), Is.EqualTo(new LinkStep(state, LinkAction.None)));
            }
        }
    }

    [Test]
    public void Whatever_happens_the_client_can_be_stopped_and_a_lost_session_is_waited_for()
    {
        foreach (var state in Enum.GetValues<LinkState>())
        {
            Assert.That(LinkFlow.Next(state, LinkEvent.Stop).Next, Is.EqualTo(LinkState.Stopped));
            if (state is LinkState.Stopped or LinkState.Waiting)
                continue;
            Assert.That(LinkFlow.Next(state, LinkEvent.Failed).Next, Is.EqualTo(LinkState.Waiting));
        }
    }

    private static string Document()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "ibkr.md");
            if (File.Exists(path))
                return File.ReadAllText(path);
        }
        throw new FileNotFoundException("docs/ibkr.md is in no folder above the tests");
    }

    [GeneratedRegex(@"^\| (?<state>\w+) \| (?<event>\w+) \| (?<next>\w+) \| (?<action>\w+(, \w+)*) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
