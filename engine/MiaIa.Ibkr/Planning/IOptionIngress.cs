using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Where option chains, index prints and feed states enter the engine, whoever delivers them: live, simulated or from a file. Every
/// input is checked, journalled, and only then reaches the cores; the cores cannot tell the sources apart but by what they declare.
/// </summary>
public interface IOptionIngress
{
    /// <summary>
    /// Takes one input, whole or not at all, and returns when the cores have seen it. The message is read within the call and not
    /// kept: it may be filled again afterwards. May be called from any thread; inputs take effect in the order of the calls.
    /// </summary>
    /// <returns>Null when it was taken. Otherwise why it was refused, with field and value; the refusal is counted and logged already.</returns>
    string? Apply(OptionInput input);
}
