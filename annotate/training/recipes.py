"""The recipe of each model: the one table of flags, steps and seeds."""

from __future__ import annotations

from dataclasses import dataclass

SEED = 1234
VECTOR_WORDS = 30_000
SHORT_NAME = "en_ewtgum"
ENTITY_NAME = "en_newswire"


@dataclass(frozen=True)
class Recipe:
    """How one model is trained.

    ``steps`` is the length of the linear decay of the learning rate in optimiser steps; 0 leaves
    the rate to Stanza. ``prepare`` holds the arguments of Stanza's preparation of the treebank.
    """

    processor: str
    module: str
    flags: str
    steps: int = 0
    warmup: int = 0
    prepare: str = ""
    vectors: bool = False


RECIPES: dict[str, Recipe] = {
    "tokenize": Recipe(
        processor="tokenize",
        module="stanza.models.tokenizer",
        steps=8000,
        flags="--hidden_dim 64 --emb_dim 32 --batch_size 32 --steps 8000 --eval_steps 500"
        " --lr0 0.003 --max_seqlen 300",
        prepare="prepare_tokenizer_treebank",
    ),
    "mwt": Recipe(
        processor="mwt",
        module="stanza.models.mwt_expander",
        flags="--hidden_dim 50 --emb_dim 32 --num_epoch 8",
        prepare="prepare_mwt_treebank",
    ),
    "pos": Recipe(
        processor="pos",
        module="stanza.models.tagger",
        steps=5000,
        warmup=100,
        flags="--share_hid --hidden_dim 128 --char_hidden_dim 100 --char_emb_dim 50"
        " --deep_biaff_hidden_dim 128 --composite_deep_biaff_hidden_dim 50 --word_emb_dim 50"
        " --transformed_dim 100 --tag_emb_dim 32 --dropout 0.33 --word_dropout 0.2"
        " --batch_size 32 --eval_interval 500 --fix_eval_interval --max_steps 5000"
        " --no_second_optim",
        prepare="prepare_pos_treebank",
        vectors=True,
    ),
    "lemma": Recipe(
        processor="lemma",
        module="stanza.models.lemmatizer",
        flags="--hidden_dim 100 --emb_dim 32 --pos_dim 32 --num_epoch 3 --batch_size 100"
        " --lr 0.002 --lr_decay 0.4 --decay_epoch 2",
        prepare="prepare_lemma_treebank --gold",
    ),
    "depparse": Recipe(
        processor="depparse",
        module="stanza.models.parser",
        steps=9000,
        warmup=200,
        flags="--hidden_dim 150 --num_layers 2 --char_hidden_dim 100 --char_emb_dim 50"
        " --deep_biaff_hidden_dim 100 --word_emb_dim 50 --transformed_dim 100 --tag_emb_dim 32"
        " --dropout 0.33 --word_dropout 0.2 --optim adam --lr 0.002 --no_second_optim"
        " --no_plateau --batch_size 800 --eval_interval 500 --max_steps 9000"
        " --max_steps_before_stop 100000",
        prepare="prepare_depparse_treebank --predicted --no_charlm",
        vectors=True,
    ),
    "ner": Recipe(
        processor="ner",
        module="stanza.models.ner_tagger",
        steps=9000,
        warmup=100,
        flags="--hidden_dim 128 --char_hidden_dim 64 --char_emb_dim 32 --optim adam --lr 0.002"
        " --lr_decay 0 --min_lr 0 --max_steps 9000 --max_steps_no_improve 100000"
        " --eval_interval 500",
        vectors=True,
    ),
}
