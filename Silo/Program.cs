return await Mithaq.Silo.Hosting.Cli.CommandLine.Run(args);
