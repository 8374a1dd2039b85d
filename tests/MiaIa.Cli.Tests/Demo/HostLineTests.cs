using MiaIa.Cli.Demo;

namespace MiaIa.Cli.Tests.Demo;

public sealed class HostLineTests
{
    [Test]
    public void Each_kind_of_line_is_read_field_by_field()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                HostLine.Parse(
                    """{"type":"start","symbol":"ESH24","records":3,"depth_batches":4,"from_unix_us":5,"to_unix_us":6,"speed":60,"update_interval_ms":10}"""
                ),
                Is.EqualTo(new HostStart("ESH24", 3, 4, 5, 6))
            );
            Assert.That(
                HostLine.Parse("""{"type":"progress","market_unix_us":1,"fraction":0.5,"records":2,"depth_batches":3,"calls":4}"""),
                Is.EqualTo(new HostProgress(1, 0.5, 2, 3, 4))
            );
            Assert.That(
                HostLine.Parse(
                    """{"type":"draw","op":"add","line":7,"tool":"line","price":4810.25,"text":"stop","color":"#000000","market_unix_us":9}"""
                ),
                Is.EqualTo(new HostDraw("add", 7, "line", 4810.25, "stop", 9))
            );
            Assert.That(
                HostLine.Parse(
                    """{"type":"draw","op":"add","line":7,"tool":"text","price":null,"text":"","color":"#000000","market_unix_us":9}"""
                ),
                Is.EqualTo(new HostDraw("add", 7, "text", null, "", 9))
            );
            Assert.That(HostLine.Parse("""{"type":"log","text":"a\nb"}"""), Is.EqualTo(new HostLog("a\nb")));
            Assert.That(
                HostLine.Parse("""{"type":"alert","number":3,"text":"HALTED","market_unix_us":1}"""),
                Is.EqualTo(new HostAlert(3, "HALTED"))
            );
            Assert.That(HostLine.Parse("""{"type":"order","call":"BuyEntry","order_id":1}"""), Is.EqualTo(new HostOrder("BuyEntry")));
            Assert.That(
                HostLine.Parse(
                    """{"type":"order_state","order_id":7,"parent_id":6,"role":"stop","status":"OPEN","side":"sell","lots":2,"filled_lots":0,"price_ticks":19000,"simulated":1,"text_tag":"MIA.S:x","market_unix_us":9}"""
                ),
                Is.EqualTo(new HostOrderState("stop", "OPEN"))
            );
            Assert.That(
                HostLine.Parse(
                    """{"type":"fill","order_id":7,"execution":1,"role":"stop","side":"sell","lots":2,"price_ticks":19000,"position_lots":0,"simulated":1,"text_tag":"MIA.S:x","market_unix_us":9}"""
                ),
                Is.EqualTo(new HostFill("stop", "sell", 2, 19000, 0, "MIA.S:x"))
            );
            Assert.That(
                HostLine.Parse(
                    """{"type":"end","records":1,"lots":2,"depth_batches":3,"depth_conflated_by_interval":4,"calls":5,"call_us_p50":6.5,"call_us_p99":7.5,"call_us_max":8.5,"quiet_us_p50":0.5,"quiet_us_p99":1.5,"call_cpu_us_p50":5.5,"call_cpu_us_p99":6.0,"drawings":9,"orders":6,"refused_order_calls":1,"fills":4,"filled_lots":8,"working_orders":2,"position_lots":-1,"profit_ticks":-16}"""
                ),
                Is.EqualTo(new HostEnd(1, 2, 3, 4, 5, 6.5, 7.5, 8.5, 0.5, 1.5, 5.5, 6.0, new HostTrading(4, 8, 2, -1, -16)))
            );
        });
    }

    [TestCase("", "not")]
    [TestCase("Segmentation fault", "")]
    [TestCase("[1]", "not an object")]
    [TestCase("{}", "'type' is missing")]
    [TestCase("""{"type":"dance"}""", "unknown type 'dance'")]
    [TestCase("""{"type":"log"}""", "'text' is missing")]
    [TestCase("""{"type":"log","text":5}""", "'text' is missing or no text")]
    [TestCase(
        """{"type":"progress","market_unix_us":1.5,"fraction":0.5,"records":2,"depth_batches":3,"calls":4}""",
        "'market_unix_us' is missing or no whole number"
    )]
    [TestCase("""{"type":"draw","op":"add","line":7,"tool":"line","text":"stop","market_unix_us":9}""", "'price' is missing")]
    public void A_malformed_line_is_reported_and_not_fatal(string line, string reason)
    {
        var parsed = HostLine.Parse(line);
        Assert.That(parsed, Is.TypeOf<HostMalformed>());
        Assert.That(((HostMalformed)parsed).Reason, Does.Contain(reason));
    }

    [Test]
    public void A_malformed_line_cannot_colour_the_terminal() =>
        Assert.That(((HostMalformed)HostLine.Parse("\u001b[31mred")).Line, Is.EqualTo(@"\u001b[31mred"));

    [Test]
    public void Malformed_lines_are_kept_with_the_session_and_later_lines_still_count()
    {
        var session = Sessions.Good();
        session.End = null;
        var screen = new Screen();
        using var refused = new RefusedStudy(TimeProvider.System);
        var lines = new HostLines(session, screen, refused);
        lines.Apply("nonsense");
        lines.Apply(
            """{"type":"end","records":1,"lots":2,"depth_batches":3,"depth_conflated_by_interval":4,"calls":5,"call_us_p50":6.5,"call_us_p99":7.5,"call_us_max":8.5,"quiet_us_p50":0.5,"quiet_us_p99":1.5,"call_cpu_us_p50":5.5,"call_cpu_us_p99":6.0,"fills":0,"filled_lots":0,"working_orders":0,"position_lots":0,"profit_ticks":0}"""
        );
        Assert.That((session.Malformed.Count, session.End is not null, screen.Lines.Count), Is.EqualTo((1, true, 1)));
    }

    private sealed class Screen : IPlayScreen
    {
        public List<string> Lines { get; } = [];

        public Task WhileAsync(Func<Task> work) => work();

        public void Progress(HostProgress progress) { }

        public void Say(string line) => Lines.Add(line);
    }
}
