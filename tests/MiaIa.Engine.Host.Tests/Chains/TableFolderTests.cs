using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Chains;

public sealed class TableFolderTests
{
    private const string Table = """
        S&P 500 INDEX,Last: 4298.86,Change: 5.0
        "Date: June 9, 2023 at 1:40 PM EDT",Bid: 4298.0,Ask: 4299.0
        Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike,Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest
        Fri Jun 09 2023,SPXW230609C04300000,5,0,4.9,5.1,1200,0.11,0.5,0.01,3000,4300,SPXW230609P04300000,6,0,5.9,6.1,800,0.12,-0.5,0.01,2500
        Mon Jun 12 2023,SPXW230612C04300000,15,0,14.9,15.1,200,0.12,0.5,0.005,1000,4300,SPXW230612P04300000,16,0,15.9,16.1,300,0.12,-0.5,0.005,900
        Mon Jun 12 2023,SPXW230612C04310000,9,0,8.9,9.1,0,0.12,0.4,0.005,500,4310,SPXW230612P04310000,19,0,18.9,19.1,3,0.12,-0.6,0.005,100

        """;

    [TestCase(false, OptionSource.Delayed)]
    [TestCase(true, OptionSource.Replay)]
    public void A_table_is_read_once_it_lies_still_and_enters_as_what_it_is(bool isReplay, OptionSource source)
    {
        using var folder = new TemporaryFolder();
        var taken = new Taken();
        var watched = Folder(folder, isReplay, taken);
        watched.Poll();
        File.WriteAllText(Path.Combine(folder.FullName, "spx.csv"), Table);
        watched.Poll();
        Assert.That(taken.Inputs, Is.Empty, "it may still be growing");
        watched.Poll();
        watched.Poll();

        Assert.That(
            taken.Inputs.Select(i => i.BodyCase),
            Is.EqualTo([OptionInput.BodyOneofCase.Listed, OptionInput.BodyOneofCase.Update, OptionInput.BodyOneofCase.Print])
        );
        Assert.That(taken.Inputs[0].Listed.Source, Is.EqualTo(source));
        var update = taken.Inputs[1].Update;
        Assert.That(update.OpenInterest.Lots, Is.EqualTo([3000u, 2500u, 1000u, 900u, 500u, 100u]));
        Assert.That(update.BaseUnixUs, Is.EqualTo(1_686_331_500_000_000), "13:25 New York, a quarter of an hour before its header");
        Assert.That(taken.Inputs[2].Print.Points, Is.EqualTo(4298.86));

        File.WriteAllText(Path.Combine(folder.FullName, "spx.csv"), Table.Replace("3000,4300", "3001,4300 ", StringComparison.Ordinal));
        watched.Poll();
        watched.Poll();
        Assert.That(taken.Inputs, Has.Count.EqualTo(6), "a changed file is read again");
    }

    [Test]
    public void What_is_no_table_or_of_another_index_or_beside_a_live_chain_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var taken = new Taken();
        File.WriteAllText(Path.Combine(folder.FullName, "a.csv"), "hello");
        File.WriteAllText(Path.Combine(folder.FullName, "b.csv"), Table.Replace("SPXW", "RUT", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder.FullName, "c.txt"), Table);
        var watched = Folder(folder, false, taken);
        watched.Poll();
        watched.Poll();
        Assert.That(taken.Inputs, Is.Empty);
        File.WriteAllText(Path.Combine(folder.FullName, "d.csv"), Table);
        var beside = new TableFolder(folder.FullName, false, taken, _ => OptionSource.Live, Log());
        beside.Poll();
        beside.Poll();
        Assert.That(taken.Inputs, Is.Empty);
    }

    [Test]
    public void A_file_that_is_passed_over_is_named_once()
    {
        using var folder = new TemporaryFolder();
        var said = new List<string>();
        var log = new LoggerConfiguration().WriteTo.Sink(new Heard(said)).CreateLogger();
        var watched = new TableFolder(folder.FullName, false, new Taken(), _ => OptionSource.Unspecified, new LogMessages(log));
        File.WriteAllText(Path.Combine(folder.FullName, "spx.txt"), Table);
        File.WriteAllText(Path.Combine(folder.FullName, "cut.csv"), Table[..^20]);
        for (var i = 0; i < 3; i++)
            watched.Poll();
        Assert.That(said, Has.Exactly(1).Contains("spx.txt").And.Exactly(1).Contains("does not end in .csv, .csv.gz, .json, .json.gz"));
        Assert.That(said, Has.Exactly(1).Contains("cut.csv").And.Exactly(1).Contains("the last line has no end"));
    }

    [Test]
    public void The_json_of_the_delayed_quotes_is_a_table_too()
    {
        using var folder = new TemporaryFolder();
        var taken = new Taken();
        File.WriteAllText(
            Path.Combine(folder.FullName, "_SPX.json"),
            """
            {"data":{"current_price":6849.09,"last_trade_time":"2025-11-28T12:30:00","options":[
            {"option":"SPXW251128C06850000","bid":6.1,"ask":6.3,"iv":0.12,"open_interest":1200.0,"volume":900.0},
            {"option":"SPXW251128P06850000","bid":7.0,"ask":7.2,"iv":0.12,"open_interest":"x","volume":70.0}]}}
            """
        );
        var watched = Folder(folder, false, taken);
        watched.Poll();
        watched.Poll();
        Assert.That(taken.Inputs, Has.Count.EqualTo(3));
        var open = taken.Inputs[1].Update.OpenInterest;
        Assert.That((open.Contract.Single(), open.Lots.Single()), Is.EqualTo((0u, 1_200u)), "what could not be read is not sent as 0");
    }

    private static TableFolder Folder(TemporaryFolder folder, bool isReplay, IOptionIngress intake) =>
        new(folder.FullName, isReplay, intake, _ => OptionSource.Unspecified, Log());

    private static LogMessages Log() => new(new LoggerConfiguration().CreateLogger());

    /// <summary>Holds every input against the rules, as the engine does.</summary>
    private sealed class Taken : IOptionIngress
    {
        private readonly ListedChains _listed = new();

        public List<OptionInput> Inputs { get; } = [];

        public string? Apply(OptionInput input)
        {
            if (OptionRules.FirstBroken(input, _listed) is { } refusal)
                return refusal.Text;
            if (input.BodyCase == OptionInput.BodyOneofCase.Listed)
                _listed.Apply(input.Listed);
            Inputs.Add(input.Clone());
            return null;
        }
    }

    private sealed class Heard(List<string> said) : Serilog.Core.ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent) =>
            said.Add(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
