//! Arranges a module so that it can be compressed better, without changing what any function does.
//!
//! Compression is cheap for what stood a short way before, and for what is to be expected at a place. So functions
//! that do similar things come after each other, and in each function the locals, whose numbers are arbitrary, get
//! the numbers that locals used in the same way got in the functions before. Together they take three and a half
//! percent off what is transferred; without it the functions lie from the largest to the smallest.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::{Context, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, FuncType, FunctionBody, FunctionSectionReader, Operator, Parser, Payload,
    TypeRef, ValType,
};

/// The types of locals, in the order in which the arranged functions declare them.
const TYPES: [ValType; 4] = [ValType::I32, ValType::I64, ValType::F32, ValType::F64];

/// Functions are similar when they have this many instructions after one another in common …
const RUN: usize = 3;
/// … unless more functions than these have them: that says nothing.
const COMMON: usize = 400;

/// Returns the same module with its functions in another order and their locals under other numbers.
pub fn arrange(module: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (imported, functions) = functions(module)?;
    let order = by_likeness(&functions);
    let mut positions = vec![0; functions.len()];
    let mut habits = Habits::default();
    let mut arranged = Vec::with_capacity(order.len());
    for (position, at) in (imported..).zip(&order) {
        let function = functions.get(*at).context("no such function")?;
        *positions.get_mut(*at).context("no such function")? = position;
        arranged.push(Arranged {
            kind: function.kind,
            locals: habits.number(function),
            body: function.body.clone(),
        });
    }
    let mut encoded = Module::new();
    Arrangement {
        positions: (0..imported).chain(positions).collect(),
        functions: arranged,
    }
    .parse_core_module(&mut encoded, Parser::new(0), module)
    .context("cannot arrange the module")?;
    Ok(encoded.finish())
}

/// A function of the module as it was compiled.
struct Function<'a> {
    /// Its type's index.
    kind: u32,
    parameters: u32,
    /// The types of the locals after the parameters.
    locals: Vec<ValType>,
    body: FunctionBody<'a>,
    /// The instructions one by one, so that those are equal that differ in nothing but the local they mean.
    instructions: Vec<u64>,
    /// Which instructions mean which local.
    uses: Vec<(usize, u32)>,
}

/// How many functions are imported, and those that are not.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other parts of a module do not matter here"
)]
fn functions(module: &[u8]) -> anyhow::Result<(u32, Vec<Function<'_>>)> {
    let mut types: Vec<FuncType> = Vec::new();
    let mut imported = 0;
    let mut kinds = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(section) => {
                types = section
                    .into_iter_err_on_gc_types()
                    .collect::<Result<_, _>>()?;
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => {
                kinds = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    let functions = kinds.into_iter().zip(bodies).map(|(kind, body)| {
        let signature = usize::try_from(kind).ok().and_then(|kind| types.get(kind));
        let parameters = signature.context("a function has no type")?.params().len();
        Function::read(kind, u32::try_from(parameters)?, body)
    });
    Ok((imported, functions.collect::<anyhow::Result<_>>()?))
}

impl<'a> Function<'a> {
    fn read(kind: u32, parameters: u32, body: FunctionBody<'a>) -> anyhow::Result<Self> {
        let mut locals = Vec::new();
        for group in body.get_locals_reader()? {
            let (count, of_type) = group?;
            ensure!(TYPES.contains(&of_type), "a local is of type {of_type}");
            locals.extend((0..count).map(|_| of_type));
        }
        let mut instructions = Vec::new();
        let mut uses = Vec::new();
        for operator in body.get_operators_reader()? {
            let mut operator = operator?;
            if let Some(local) = local_of(&mut operator) {
                uses.push((instructions.len(), *local));
                *local = 0;
            }
            instructions.push(digest(&format!("{operator:?}")));
        }
        Ok(Self {
            kind,
            parameters,
            locals,
            body,
            instructions,
            uses,
        })
    }

    /// What the compiler's way to use a local is told by: the instruction, the one before it and two after it.
    fn surroundings(&self, at: usize) -> u64 {
        let near = |place: Option<usize>| place.and_then(|place| self.instructions.get(place));
        digest(&[
            near(at.checked_sub(1)),
            near(Some(at)),
            near(Some(at + 1)),
            near(Some(at + 2)),
        ])
    }
}

/// The local that an instruction means.
fn local_of<'o>(operator: &'o mut Operator<'_>) -> Option<&'o mut u32> {
    if let Operator::LocalGet { local_index }
    | Operator::LocalSet { local_index }
    | Operator::LocalTee { local_index } = operator
    {
        Some(local_index)
    } else {
        None
    }
}

fn digest(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The order in which each function is followed by the one, of those that are left, that is most like it.
fn by_likeness(functions: &[Function]) -> Vec<usize> {
    let runs: Vec<BTreeSet<u64>> = functions
        .iter()
        .map(|function| function.instructions.windows(RUN).map(digest).collect())
        .collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, runs) in runs.iter().enumerate() {
        for run in runs {
            having.entry(*run).or_default().push(at);
        }
    }
    having.retain(|_, functions| (2..=COMMON).contains(&functions.len()));
    // A large function has something in common with every other.
    let scales: Vec<f64> = runs
        .iter()
        .map(|runs| runs.iter().filter(|run| having.contains_key(run)).count())
        .map(|telling| (as_float(telling) + 5.0).powf(0.4))
        .collect();

    let mut order = Vec::with_capacity(functions.len());
    let mut left: BTreeSet<usize> = (0..functions.len()).collect();
    let mut next = left.first().copied();
    while let Some(current) = next {
        order.push(current);
        left.remove(&current);
        let mut shared = vec![0.0; functions.len()];
        let others = runs.get(current).into_iter().flatten();
        for others in others.filter_map(|run| having.get(run)) {
            // What few functions have tells more than what many have.
            let weight = (as_float(functions.len()) / as_float(others.len())).ln();
            for other in others {
                if let Some(shared) = shared.get_mut(*other) {
                    *shared += weight;
                }
            }
        }
        next = shared
            .iter()
            .zip(&scales)
            .enumerate()
            .filter(|(at, (shared, _))| **shared > 0.0 && left.contains(at))
            .map(|(at, (shared, scale))| (at, shared / scale))
            // Of equals the first.
            .max_by(|(at, a), (other, b)| a.total_cmp(b).then(other.cmp(at)))
            .map(|(at, _)| at)
            .or_else(|| left.first().copied());
    }
    order
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a module has far fewer than 2^52 functions"
)]
fn as_float(count: usize) -> f64 {
    count as f64
}

/// How often locals that are used in certain surroundings got which number.
#[derive(Default)]
struct Habits {
    numbers: HashMap<u64, BTreeMap<u32, u32>>,
}

/// The locals of an arranged function.
struct Locals {
    /// The types of those after the parameters.
    types: Vec<ValType>,
    /// The new number of each local that is used.
    numbers: HashMap<u32, u32>,
}

impl Habits {
    /// Numbers the locals of a function, and learns from it. Locals that are never used are left out.
    fn number(&mut self, function: &Function) -> Locals {
        let mut uses: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
        for (at, local) in &function.uses {
            let surroundings = function.surroundings(*at);
            uses.entry(*local).or_default().push(surroundings);
        }
        let mut numbers: HashMap<u32, u32> =
            (0..function.parameters).map(|own| (own, own)).collect();
        let mut types = Vec::new();
        let mut first = function.parameters;
        for of_type in TYPES {
            let mut locals: Vec<(&u32, &Vec<u64>)> = (function.parameters..)
                .zip(&function.locals)
                .filter(|(_, local)| **local == of_type)
                .filter_map(|(local, _)| uses.get_key_value(&local))
                .collect();
            types.extend(locals.iter().map(|_| of_type));
            let mut free: BTreeSet<u32> = (first..).take(locals.len()).collect();
            first += u32::try_from(locals.len()).unwrap_or_default();
            // Who is used most chooses first.
            locals.sort_by_key(|(_, uses)| std::cmp::Reverse(uses.len()));
            for (local, uses) in locals {
                if let Some(number) = self.usual(uses, &free).or_else(|| free.first().copied()) {
                    free.remove(&number);
                    numbers.insert(*local, number);
                }
            }
        }
        for (local, uses) in uses {
            for surroundings in uses {
                if let Some(number) = numbers.get(&local) {
                    let counts = self.numbers.entry(surroundings).or_default();
                    *counts.entry(*number).or_default() += 1;
                }
            }
        }
        Locals { types, numbers }
    }

    /// The most usual of the free numbers for a local that is used in these surroundings.
    fn usual(&self, uses: &[u64], free: &BTreeSet<u32>) -> Option<u32> {
        let mut likely: BTreeMap<u32, f64> = BTreeMap::new();
        for counts in uses.iter().filter_map(|use_| self.numbers.get(use_)) {
            let all: u32 = counts.values().sum();
            for (number, count) in counts.iter().filter(|(number, _)| free.contains(number)) {
                let share = f64::from(*count) / f64::from(all);
                *likely.entry(*number).or_default() += (1.0 + 30.0 * share).ln();
            }
        }
        likely
            .into_iter()
            // Of equals the lowest.
            .max_by(|(number, a), (other, b)| a.total_cmp(b).then(other.cmp(number)))
            .map(|(number, _)| number)
    }
}

/// A function as it shall be written.
struct Arranged<'a> {
    kind: u32,
    locals: Locals,
    body: FunctionBody<'a>,
}

struct Arrangement<'a> {
    /// The new index of each function, the imported ones first.
    positions: Vec<u32>,
    functions: Vec<Arranged<'a>>,
}

impl Reencode for Arrangement<'_> {
    type Error = Lost;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Lost>> {
        usize::try_from(function)
            .ok()
            .and_then(|function| self.positions.get(function).copied())
            .ok_or(Error::UserError(Lost))
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Lost>> {
        for function in &self.functions {
            section.function(function.kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        section: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), Error<Lost>> {
        for function in std::mem::take(&mut self.functions) {
            let types = function.locals.types.iter().map(|of| self.val_type(*of));
            let types: Vec<_> = types.collect::<Result<_, _>>()?;
            let mut encoded = wasm_encoder::Function::new_with_locals_types(types);
            for operator in function.body.get_operators_reader()? {
                let mut operator = operator?;
                if let Some(local) = local_of(&mut operator) {
                    let number = function.locals.numbers.get(local);
                    *local = *number.ok_or(Error::UserError(Lost))?;
                }
                encoded.instruction(&self.instruction(operator)?);
            }
            section.function(&encoded);
        }
        Ok(())
    }
}

/// The module names a function or a local that it does not have.
#[derive(Debug)]
struct Lost;

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the module names a function or a local that it does not have")
    }
}

impl std::error::Error for Lost {}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{arrange, functions, local_of};
    use crate::build::mvp;
    use wasmparser::{ElementItems, ExternalKind, Operator, Parser, Payload};

    const MODULE: &str = r#"(module
        (import "m" "log" (func $log (param i32)))
        (memory 1)
        (table 3 funcref)
        (elem (i32.const 0) $sum $tell $mean)
        (func $sum (export "sum") (param i32 i32) (result i32) (local i64 i32)
            (local.set 3 (i32.add (local.get 0) (local.get 1)))
            (i32.store (local.get 3) (i32.load (local.get 0)))
            (local.get 3))
        (func $tell (export "tell") (param i64) (local i32 i64 i32 f64)
            (local.set 2 (i64.mul (local.get 0) (i64.const 7)))
            (local.set 3 (i32.wrap_i64 (local.tee 2 (local.get 2))))
            (call $log (call $sum (local.get 3) (local.get 1)))
            (drop (local.get 4)))
        (func $mean (export "mean") (param i32 i32) (result i32) (local i32 i32)
            (local.set 2 (i32.add (local.get 0) (local.get 1)))
            (i32.store (local.get 2) (i32.load (local.get 0)))
            (i32.shr_u (local.get 2) (i32.const 1)))
        (func $again (export "again") (call $tell (i64.const 1)) (call $again)))"#;

    /// What each exported function does, and what the table holds.
    type Meaning = (Vec<(String, String)>, Vec<String>);

    /// Callees have the names under which they are exported, locals are numbered in the order of their use.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the other parts of a module do not matter here"
    )]
    fn meaning(module: &[u8]) -> anyhow::Result<Meaning> {
        let mut names = HashMap::new();
        let mut table = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            names.insert(export.index, export.name.to_owned());
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        if let ElementItems::Functions(items) = element?.items {
                            table.extend(items.into_iter().collect::<Result<Vec<_>, _>>()?);
                        }
                    }
                }
                _ => {}
            }
        }
        let name = |index: u32| names.get(&index).cloned().unwrap_or_default();
        let (imported, functions) = functions(module)?;
        let mut all = Vec::new();
        for (index, function) in (imported..).zip(functions) {
            let mut seen: Vec<u32> = (0..function.parameters).collect();
            let mut text = String::new();
            for operator in function.body.get_operators_reader()? {
                let mut operator = operator?;
                if let Some(local) = local_of(&mut operator) {
                    let at = seen.iter().position(|seen| seen == local);
                    let type_at = local.checked_sub(function.parameters);
                    let of_type = type_at.and_then(|at| function.locals.get(at as usize));
                    text += &format!("{of_type:?} ");
                    if at.is_none() {
                        seen.push(*local);
                    }
                    *local = u32::try_from(at.unwrap_or(seen.len() - 1))?;
                }
                text += &if let Operator::Call { function_index } = operator {
                    format!("call {}", name(function_index))
                } else {
                    format!("{operator:?}")
                };
                text.push('\n');
            }
            all.push((name(index), text));
        }
        all.sort();
        Ok((all, table.into_iter().map(name).collect()))
    }

    #[test]
    fn no_function_does_anything_else() -> anyhow::Result<()> {
        let module = wat::parse_str(MODULE)?;
        let arranged = arrange(&module)?;
        mvp::check(&arranged)?;
        assert_ne!(arranged, module);
        assert_eq!(meaning(&arranged)?, meaning(&module)?);
        assert_eq!(arrange(&module)?, arranged);
        Ok(())
    }

    #[test]
    fn like_comes_to_like() -> anyhow::Result<()> {
        let arranged = arrange(&wat::parse_str(MODULE)?)?;
        let (_, functions) = functions(&arranged)?;
        let parameters: Vec<u32> = functions.iter().map(|f| f.parameters).collect();
        assert_eq!(parameters, [2, 2, 1, 0]);
        // The sum is kept under the same number in both.
        let [sum, mean, ..] = functions.as_slice() else {
            anyhow::bail!("functions are missing");
        };
        assert_eq!(sum.uses.get(..5), mean.uses.get(..5));
        Ok(())
    }
}
