using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using MiaIa.Engine.Host.Logging;
using MiaIa.Proto;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MiaIa.Engine.Host.Service;

/// <summary>
/// Reads a call's one request before gRPC does: within a bound of bytes and of time, and as the message that it has to be. Left to gRPC, bytes
/// that are no message end as UNKNOWN, with a stack in the log, as if the fault were the engine's. A call to halt or to flatten that was given up before it
/// was read halts: entries wait for a person then, who may not know that the engine was slow.
/// </summary>
internal sealed class RequestGate(RequestDelegate next, LogMessages log)
{
    // A byte that says whether the message is compressed, and its length.
    private const int PrefixBytes = 5;
    private const int RequestBytesMax = FrameLimits.FrameBytesMax;
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, MessageParser> Requests = V1
        .Engine.Descriptor.Methods.Concat(Health.Descriptor.Methods)
        .Concat(V1.Page.Descriptor.Methods)
        .Concat(V1.Alerts.Descriptor.Methods)
        .Concat(V1.Machine.Descriptor.Methods)
        .Concat(V1.Gamma.Descriptor.Methods)
        .Concat(V1.Days.Descriptor.Methods)
        .Where(method => !method.IsClientStreaming)
        .ToDictionary(method => $"/{method.Service.FullName}/{method.Name}", method => method.InputType.Parser);

    private static readonly HashSet<string> Stops =
    [
        $"/{V1.Engine.Descriptor.FullName}/{nameof(V1.Engine.EngineBase.Halt)}",
        $"/{V1.Engine.Descriptor.FullName}/{nameof(V1.Engine.EngineBase.Flatten)}",
    ];

    internal async Task InvokeAsync(HttpContext context)
    {
        if (Requests.TryGetValue(context.Request.Path.Value ?? "", out var parser))
        {
            if (await TakeAsync(context, parser).ConfigureAwait(false) is { } fault)
            {
                // Whoever waited too long for an engine that was busy has asked for it all the same.
                if (fault.StatusCode == StatusCode.Cancelled && Stops.Contains(context.Request.Path.Value!))
                    context.RequestServices.GetRequiredService<EngineService>().HaltForWhoLeft();
                await context.RefuseAsync(fault, log).ConfigureAwait(false);
                return;
            }
        }

        await next(context).ConfigureAwait(false);
    }

    private static async Task<Status?> TakeAsync(HttpContext context, MessageParser parser)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(ReadLimit);
        try
        {
            var input = context.Request.BodyReader;
            while (true)
            {
                var read = await input.ReadAsync(limit.Token).ConfigureAwait(false);
                if (read.Buffer.Length > PrefixBytes + RequestBytesMax)
                    return new Status(StatusCode.ResourceExhausted, $"a request of more than {RequestBytesMax} bytes");

                if (!read.IsCompleted)
                {
                    input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    continue;
                }

                var body = read.Buffer.ToArray();
                input.AdvanceTo(read.Buffer.End);
                context.Request.Body = new MemoryStream(body);
                return FaultOf(body, parser);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return new Status(StatusCode.Cancelled, "the caller has given up");
        }
        catch (OperationCanceledException)
        {
            return new Status(StatusCode.DeadlineExceeded, $"the request was not whole within {ReadLimit.TotalSeconds:0} s");
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Status(StatusCode.ResourceExhausted, $"a request of more than {RequestBytesMax} bytes");
        }
        catch (IOException gone)
        {
            return new Status(StatusCode.Cancelled, gone.Message);
        }
    }

    private static Status? FaultOf(byte[] body, MessageParser parser)
    {
        // What is compressed gRPC names itself.
        if (body.Length >= PrefixBytes && body[0] != 0)
            return null;
        if (body.Length < PrefixBytes || BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)) != body.Length - PrefixBytes)
            return new Status(StatusCode.InvalidArgument, "the request is not one whole message");
        try
        {
            parser.ParseFrom(body, PrefixBytes, body.Length - PrefixBytes);
            return null;
        }
        catch (InvalidProtocolBufferException malformed)
        {
            return new Status(StatusCode.InvalidArgument, $"the request cannot be read: {malformed.Message}");
        }
    }
}
