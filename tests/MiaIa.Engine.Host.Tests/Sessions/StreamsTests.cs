using Grpc.Core;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;
using Body = MiaIa.V1.EngineFrame.BodyOneofCase;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>Several streams at once: who publishes, who reads, who replaces whom.</summary>
public sealed class StreamsTests
{
    private RunningEngine _engine = null!;

    [SetUp]
    public async Task Start() => _engine = await RunningEngine.StartAsync();

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task A_second_stream_of_the_same_epoch_replaces_the_first_and_goes_on_where_it_stopped()
    {
        using var first = _engine.Study();
        await first.GreetAsync(SampleFrames.Hello());
        await first.SendAsync(SampleFrames.Trades(counter: 1), SampleFrames.Trades(counter: 2));
        await first.AckedAsync(2);

        using var second = _engine.Study();
        var welcome = await second.GreetAsync(SampleFrames.Hello());
        Assert.That(welcome.ResumeCounter, Is.EqualTo(3));
        Assert.That(welcome.Role, Is.EqualTo(Role.Publisher));
        Assert.That((await first.EndAsync()).StatusCode, Is.EqualTo(StatusCode.Aborted));
        await second.SendAsync(SampleFrames.Trades(counter: 3));
        await second.AckedAsync(3);
        Assert.That((await _engine.InstrumentAsync()).StudyAttached, Is.True);
    }

    [Test]
    public async Task Fault_15_Of_two_studies_of_one_instrument_the_second_only_reads()
    {
        using var publisher = _engine.Study();
        await publisher.GreetAsync(SampleFrames.Hello(epoch: 1));
        await publisher.SendAsync(SampleFrames.Trades(epoch: 1));
        await publisher.AckedAsync(1);

        using var reader = _engine.Study();
        Assert.That((await reader.GreetAsync(SampleFrames.Hello(epoch: 2))).Role, Is.EqualTo(Role.Reader));
        await reader.SendAsync(SampleFrames.Trades(epoch: 2));
        await reader.NextAsync(Body.State);
        Assert.That((await _engine.InstrumentAsync()).TradeRecords, Is.EqualTo(3));

        publisher.Cancel();
        await _engine.UntilAsync(s => !s.StudyAttached);
        await reader.SendAsync(SampleFrames.Trades(epoch: 2));
        Assert.That((await reader.NextAsync(Body.Welcome)).Welcome.Role, Is.EqualTo(Role.Publisher));
        await reader.AckedAsync(1);
    }

    [Test]
    public async Task Fault_15_A_reader_that_only_beats_is_asked_to_begin_anew_when_nobody_publishes_any_more()
    {
        using var publisher = _engine.Study();
        await publisher.GreetAsync(SampleFrames.Hello(epoch: 1));
        using var reader = _engine.Study();
        Assert.That((await reader.GreetAsync(SampleFrames.Hello(epoch: 2))).Role, Is.EqualTo(Role.Reader));

        publisher.Cancel();
        await _engine.UntilAsync(s => !s.StudyAttached);
        await reader.SendAsync(SampleFrames.Heartbeat(epoch: 2));
        await reader.NextAsync(Body.HelloRequest);

        using var anew = _engine.Study();
        Assert.That((await anew.GreetAsync(SampleFrames.Hello(epoch: 3))).Role, Is.EqualTo(Role.Publisher));
    }

    [Test]
    public async Task Two_instruments_have_a_publisher_each()
    {
        using var es = _engine.Study();
        using var mes = _engine.Study();
        Assert.That((await es.GreetAsync(SampleFrames.Hello(epoch: 1))).Role, Is.EqualTo(Role.Publisher));
        Assert.That((await mes.GreetAsync(SampleFrames.Hello(epoch: 2, instrument: "MES"))).Role, Is.EqualTo(Role.Publisher));
        await es.SendAsync(SampleFrames.Trades(epoch: 1));
        await mes.SendAsync(SampleFrames.Trades(epoch: 2, trades: 5));
        await es.AckedAsync(1);
        await mes.AckedAsync(1);
        Assert.That((await _engine.InstrumentAsync("ES")).TradeRecords, Is.EqualTo(3));
        Assert.That((await _engine.InstrumentAsync("MES")).TradeRecords, Is.EqualTo(5));
    }

    [Test]
    public async Task Goodbye_detaches_at_once()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Goodbye());
        await _engine.UntilAsync(s => !s.StudyAttached);
    }
}
