using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using MiaIa.Engine.Runtime.Tests;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Sessions;

/// <summary>Rows 54 to 56 of the faults: who connects and is no client of ours, or says what is no message.</summary>
public sealed class StrangersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private RunningEngine _engine = null!;

    [SetUp]
    public async Task StartEngine() => _engine = await RunningEngine.StartAsync();

    [TearDown]
    public async Task StopEngine() => await _engine.DisposeAsync();

    [TestCase("", TestName = "Fault_56_Silent_connections_are_let_go_and_a_study_attaches")]
    [TestCase("PRI * HT", TestName = "Fault_56_Connections_that_begin_and_stop_are_let_go_and_a_study_attaches")]
    [TestCase("GET / HTTP/1.1\r\nHost: x\r\n\r\n", TestName = "Fault_56_Web_requests_are_let_go_and_a_study_attaches")]
    public async Task Many_strangers(string said)
    {
        var sockets = new List<Socket>();
        for (var i = 0; i < 700; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, _engine.Server.Address.Port);
            sockets.Add(socket);
            if (said.Length > 0)
                await TrySayAsync(socket, System.Text.Encoding.ASCII.GetBytes(said));
        }

        // While they are there, not once they have gone.
        using (var first = _engine.Study())
            await first.GreetAsync(SampleFrames.Hello());
        foreach (var socket in sockets)
            Assert.That(await IsClosedAsync(socket), Is.True, "nobody is kept who says nothing that a client says");

        sockets.ForEach(socket => socket.Dispose());
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        await study.SendAsync(SampleFrames.Trades());
        await study.AckedAsync(1);
    }

    [Test]
    public async Task Fault_56_Greeted_connections_that_prove_nothing_keep_out_neither_the_kill_switch_nor_who_is_there()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        var sockets = new List<Socket>();
        for (var i = 0; i < 700; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, _engine.Server.Address.Port);
            sockets.Add(socket);
            await TrySayAsync(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray());
        }

        // A connection of its own, as a command makes it.
        using var channel = TestAccess.Channel(_engine.Server.Address);
        var reply = await new V1.Engine.EngineClient(channel).HaltAsync(new HaltRequest { By = "cli" }).ResponseAsync.WaitAsync(Patience);
        Assert.That(reply.Halted, Is.True);
        await study.SendAsync(SampleFrames.Trades());
        await study.AckedAsync(1);
        sockets.ForEach(socket => socket.Dispose());
    }

    [Test]
    public async Task Fault_56_A_flood_of_pings_costs_an_attached_study_nothing()
    {
        using var study = _engine.Study();
        await study.GreetAsync(SampleFrames.Hello());
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _engine.Server.Address.Port);
        await socket.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray());
        byte[] ping = [0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        var flood = Enumerable.Repeat(ping, 1_000).SelectMany(bytes => bytes).ToArray();
        var flooding = Task.Run(async () =>
        {
            for (var i = 0; i < 100 && await TrySayAsync(socket, flood); i++)
                continue;
        });
        for (var counter = 1UL; counter <= 50; counter++)
        {
            await study.SendAsync(SampleFrames.Trades(counter: counter));
            await study.AckedAsync(counter);
        }

        // Its answers are not read, so that at some moment nothing more is taken from it.
        socket.Close();
        await flooding.WaitAsync(Patience);
    }

    [TestCaseSource(nameof(OneRequest))]
    public async Task A_request_that_is_no_message(string service, string method)
    {
        var (status, _) = await CallAsync(service, method, [0xFF, 0xFF, 0xFF]);
        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(status.Detail, Does.Contain("cannot be read"));
        Assert.That((await _engine.StateAsync()).Halted, Is.False);
    }

    [Test]
    public async Task Fault_54_A_stream_to_reflection_that_is_no_message_is_INVALID_ARGUMENT()
    {
        var bytes = Marshallers.Create<byte[]>(message => message, message => message);
        const string service = "grpc.reflection.v1alpha.ServerReflection";
        var asked = new Method<byte[], byte[]>(MethodType.DuplexStreaming, service, "ServerReflectionInfo", bytes, bytes);
        using var call = _engine.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(asked, null, new CallOptions());
        await call.RequestStream.WriteAsync([0xFF, 0xFF, 0xFF]);
        var ended = await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.That(ended!.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
    }

    [Test]
    public async Task Fault_55_A_request_of_more_than_64_KiB_is_refused()
    {
        var halt = new HaltRequest { Reason = new string('x', 70_000) };
        var (status, _) = await CallAsync(V1.Engine.Descriptor.FullName, "Halt", halt.ToByteArray());
        Assert.That(status.StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
        Assert.That((await _engine.StateAsync()).Halted, Is.False);
        Assert.That((await _engine.Client.HaltAsync(new HaltRequest { By = "cli", Reason = new string('x', 60_000) })).Halted, Is.True);
    }

    [Test]
    public async Task Fault_56_A_stream_on_which_no_Hello_comes_is_ended()
    {
        using var call = _engine.Client.Attach();
        await call.RequestStream.WriteAsync(new StudyFrames());
        var ended = await Assert.ThrowsAsync<RpcException>(async () =>
            await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience)
        );
        Assert.That(ended!.Status, Is.EqualTo(new Status(StatusCode.DeadlineExceeded, "no Hello came")));
    }

    [Test]
    public async Task More_studies_than_there_are_places_are_refused_and_those_that_are_there_go_on()
    {
        var studies = new List<ScriptedStudy>();
        for (var epoch = 1UL; epoch <= 64; epoch++)
        {
            studies.Add(_engine.Study());
            await studies[^1].GreetAsync(SampleFrames.Hello(epoch: epoch));
        }

        using var tooMany = _engine.Study();
        await tooMany.SendAsync(SampleFrames.Hello(epoch: 65));
        Assert.That((await tooMany.EndAsync()).StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
        await studies[0].SendAsync(SampleFrames.Trades(epoch: 1, counter: 1));
        await studies[0].AckedAsync(1);
        studies.ForEach(study => study.Dispose());
    }

    [Test]
    public async Task More_watchers_than_there_are_places_are_refused_and_a_place_is_free_again_once_one_has_gone()
    {
        var watchers = new List<AsyncServerStreamingCall<Signal>>();
        for (var i = 0; i < 256; i++)
        {
            watchers.Add(_engine.Client.WatchSignals(new WatchSignalsRequest()));
            await watchers[^1].ResponseHeadersAsync;
        }

        using var tooMany = _engine.Client.WatchState(new WatchStateRequest());
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await tooMany.ResponseStream.MoveNext(CancellationToken.None));
        Assert.That(refused!.StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
        watchers.ForEach(watcher => watcher.Dispose());
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            using var next = _engine.Client.WatchState(new WatchStateRequest());
            try
            {
                Assert.That(await next.ResponseStream.MoveNext(limit.Token), Is.True);
                return;
            }
            catch (RpcException full) when (full.StatusCode == StatusCode.ResourceExhausted)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }

    private static IEnumerable<TestCaseData> OneRequest() =>
        V1
            .Engine.Descriptor.Methods.Concat(Health.Descriptor.Methods)
            .Where(method => !method.IsClientStreaming)
            .Select(method => new TestCaseData(method.Service.FullName, method.Name)
            {
                TestName = $"Fault_54_A_request_to_{method.Service.Name}_{method.Name}_that_is_no_message_is_INVALID_ARGUMENT",
            });

    private async Task<(Status Status, byte[] Answer)> CallAsync(string service, string method, byte[] request)
    {
        var bytes = Marshallers.Create<byte[]>(message => message, message => message);
        var invoker = _engine.Channel.CreateCallInvoker();
        try
        {
            var call = new Method<byte[], byte[]>(MethodType.Unary, service, method, bytes, bytes);
            return (Status.DefaultSuccess, await invoker.AsyncUnaryCall(call, null, new CallOptions(), request));
        }
        catch (RpcException ended)
        {
            return (ended.Status, []);
        }
    }

    private static async Task<bool> TrySayAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
            return true;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static async Task<bool> IsClosedAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return await socket.ReceiveAsync(new byte[64], limit.Token) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
