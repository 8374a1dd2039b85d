using MiaIa.Cli;
using MiaIa.Hosting;

FileSizeLimit.MakeItAFault();
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
