using System.CommandLine;
using Grpc.Core;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Engine;

/// <summary>miaia alerts: the list, acknowledgement, and a test of every channel.</summary>
internal static class AlertCommands
{
    public static Command Create()
    {
        var alerts = new Command("alerts", "Show what a person should know: open alerts first, then those that are over.");
        Act(
            alerts,
            AccessRole.Watch,
            async (engine, _, output) =>
            {
                foreach (var line in AlertText.Lines(await engine.ListAlertsAsync()))
                    await output.WriteLineAsync(line);
                return ExitCodes.Ok;
            }
        );
        alerts.Subcommands.Add(Acknowledge());
        alerts.Subcommands.Add(Test());
        return alerts;
    }

    private static Command Acknowledge()
    {
        var id = new Argument<ulong>("id") { Description = "The number of the alert in the list; 0 = all that are open." };
        var command = new Command("ack", "Somebody cares for it: it is told no more until it is over or becomes worse.") { id };
        Act(
            command,
            AccessRole.Operate,
            async (engine, parsed, output) =>
            {
                var reply = await engine.AcknowledgeAlertAsync(parsed.GetValue(id));
                await output.WriteLineAsync(PrintableText.From(reply.Text));
                return reply.Acknowledged > 0 ? ExitCodes.Ok : ExitCodes.Fault;
            }
        );
        return command;
    }

    private static Command Test()
    {
        var command = new Command("test", "Send a test through every channel that is on. Exit code 1 when one did not take it.");
        Act(
            command,
            AccessRole.Operate,
            async (engine, _, output) =>
            {
                var reply = await engine.TestAlertsAsync();
                foreach (var line in AlertText.Lines(reply))
                    await output.WriteLineAsync(line);
                return reply.Result.All(result => result.Sent) ? ExitCodes.Ok : ExitCodes.Fault;
            }
        );
        return command;
    }

    private static void Act(Command command, AccessRole role, Func<EngineConnection, ParseResult, TextWriter, Task<int>> act)
    {
        var (address, credentials) = (EngineCommands.AddressOption(), EngineCommands.CredentialsOption());
        command.Options.Add(address);
        command.Options.Add(credentials);
        command.SetAction(
            async (parsed, _) =>
            {
                try
                {
                    var token = AccessTokens.Open(parsed.GetValue(credentials)!, role);
                    using var engine = new EngineConnection(parsed.GetValue(address)!, token);
                    return await act(engine, parsed, parsed.InvocationConfiguration.Output);
                }
                catch (CredentialsException e)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                    return ExitCodes.BadSettings;
                }
                catch (RpcException e)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(EngineAnswers.WhyNot(parsed.GetValue(address)!, e));
                    return ExitCodes.Fault;
                }
            }
        );
    }
}
